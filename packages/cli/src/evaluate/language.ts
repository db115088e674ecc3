import type { SegmentSubject, SentenceOptions } from '@kindred/criteria';
import { type Language, languages } from '@kindred/criteria/properties';
import { type JsonObject, QuestionFault, textAt } from './fault.js';

type Wordings = Readonly<Record<SegmentSubject, SentenceOptions>>;

/** The same objects for every question, so that sentences are made once for each definition. */
const wordings: ReadonlyMap<Language, Wordings> = new Map(
  languages.map((language) => [language, { person: { language }, account: { language, subject: 'account' } }]),
);

/**
 * How the explanation is worded: in the question's `language`, English unless it says otherwise.
 *
 * @throws QuestionFault
 */
export function readWording(question: JsonObject, subject: SegmentSubject): SentenceOptions {
  const asked = textAt(question.language, 'language') ?? 'en';
  for (const [language, wording] of wordings) if (language === asked) return wording[subject];
  const message = `“${asked}” is no language of explanations; expected one of ${languages.join(', ')}.`;
  throw new QuestionFault('unknown_language', message, 'language');
}

/** The same wording, which tells segments of accounts among those asked about from segments of people. */
export function withSubjects(
  wording: SentenceOptions,
  references: readonly string[],
  given: ReadonlyMap<string, { readonly subject: SegmentSubject }>,
): SentenceOptions {
  const segmentSubject = (id: string) => given.get(id)?.subject;
  return references.some((id) => segmentSubject(id) === 'account') ? { ...wording, segmentSubject } : wording;
}
