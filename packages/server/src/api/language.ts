import { type Language, languages } from '@kindred/criteria/properties';
import type { FastifyReply } from 'fastify';

/** What of a request says in which language to answer. */
export interface InLanguage {
  readonly query: { readonly language?: string | undefined };
  readonly headers: { readonly 'accept-language'?: string };
}

/** More languages than any browser sends are not looked at. */
const most = 50;

/**
 * The language to answer in: of the tag that was asked for, else the one that an Accept-Language header likes best of
 * those that there are, else English.
 */
export function languageOf(asked: string | undefined, accepted: string | undefined): Language {
  const named = asked === undefined ? undefined : spoken(asked);
  if (named !== undefined) return named;
  let best: Language = 'en';
  let bestWeight = 0;
  for (const part of (accepted ?? '').slice(0, 1_000).split(',', most)) {
    const [tag = '', ...parameters] = part.split(';');
    const language = spoken(tag.trim());
    const weight = weightOf(parameters);
    if (language === undefined || !(weight > bestWeight)) continue;
    best = language;
    bestWeight = weight;
  }
  return best;
}

/** The language to answer a request in, told in the headers of the answer. */
export function answerLanguage({ query, headers }: InLanguage, reply: FastifyReply): Language {
  const language = languageOf(query.language, headers['accept-language']);
  reply.header('content-language', language).header('vary', 'accept-language');
  return language;
}

/** `de` of `de-CH`. */
function spoken(tag: string): Language | undefined {
  const language = tag.slice(0, 3).split('-', 1)[0]?.toLowerCase();
  return languages.find((each) => each === language);
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='));
  return quality === undefined ? 1 : Number(quality.slice(2));
}
