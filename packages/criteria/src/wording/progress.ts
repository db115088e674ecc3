import type { SequenceNode } from '../criteria.js';
import type { SequenceFound, StepFound } from '../explanation/sequence.js';
import { localDateTime } from '../zone.js';
import { scalarPhrase } from './comparison.js';
import { type SentenceOptions, sayingOf } from './saying.js';

/**
 * How far somebody came in a sequence, up to the first step that is missing: “1 of 3 steps: Product Added on 2026-05-20 12:00:00,
 * then no Checkout Started”. Times are those of the zone's clock.
 */
export function progress(
  node: SequenceNode,
  { reached, steps, shared }: SequenceFound,
  timeZone: string,
  options: SentenceOptions,
): string {
  const { phrases, labels } = sayingOf(options);
  const at = (instant: number) => phrases.date(localDateTime(instant, timeZone).replace('T', ' '));
  const words = phrases.progress;
  const nameOf = (event: string) => labels?.event(event) ?? event;
  const said = ({ event, time, awayUntil, hindered }: StepFound, index: number): string => {
    const name = nameOf(event);
    if (hindered !== undefined) {
      const others = node.steps[index]?.without?.map((other) => nameOf(other.event)) ?? [];
      return words.hindered[hindered.by](name, at(hindered.time), others);
    }
    if (node.steps[index]?.absent !== true) return time === null ? words.missing(name) : words.done(name, at(time));
    if (awayUntil !== undefined) return words.away(name, at(awayUntil), reached === steps.length);
    return time === null ? words.missing(name) : words.came(name, at(time));
  };
  const open = steps.findIndex(({ time, awayUntil }) => time === null && awayUntil === undefined);
  const shown = open < 0 ? steps : steps.slice(0, open + 1);
  const all = words.steps(reached, steps.length, shown.map(said));
  if (shared === undefined) return all;
  return `${all} (${words.shared(scalarPhrase(shared, phrases))})`;
}
