import type { Criteria } from '../criteria.js';
import { sentence } from '../sentence.js';
import type { AnalysisOptions } from './finding.js';

const longest = 120;

/** A condition as it stands in a message: the sentence without its beginning, cut where it is long. */
export function inWords(criteria: Criteria, options: AnalysisOptions): string {
  const { segmentName } = options;
  const said = sentence(criteria, segmentName === undefined ? {} : { segmentName }).replace(/^People /, '');
  return said.length > longest ? `${said.slice(0, longest)}…` : said;
}
