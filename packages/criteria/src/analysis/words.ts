import type { Criteria } from '../criteria.js';
import { relativeClause, type SentenceOptions } from '../wording/sentence.js';

const longest = 120;

/** A condition as it stands in a message: the sentence without its beginning, cut where it is long. */
export function inWords(criteria: Criteria, options: SentenceOptions): string {
  const said = relativeClause(criteria, options);
  return said.length > longest ? `${said.slice(0, longest)}…` : said;
}
