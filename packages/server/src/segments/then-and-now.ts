import { randomBytes } from 'node:crypto';
import type { SegmentDefinition, Site } from '@kindred/store';
import type { Audience, HeadCount, OneInstant, Question, ThenAndNow, Warehouse } from '@kindred/warehouse';
import { type AsNow, asTheyAreNow } from './as-now.js';
import type { SegmentDirectory } from './directory.js';
import { SupersededError } from './errors.js';
import { everybodyOf, type Previews } from './previews.js';

export interface ThenAndNowParts {
  readonly previews: Pick<Previews, 'question' | 'settle'>;
  readonly warehouse: Warehouse;
  readonly directory: SegmentDirectory;
}

/** What two instants are compared for. */
export interface InstantsAsked {
  readonly audience: Audience;
  /** The earlier of the two (ms), made of the later one: the present. */
  readonly earlier: (now: number) => number;
}

export interface ComparedInstants extends ThenAndNow {
  readonly at: number;
  readonly everyone: { readonly now: HeadCount; readonly earlier: HeadCount };
  /** What is as it is now, at both instants. */
  readonly asNow: readonly AsNow[];
  /** When the oldest event known happened; null where none is. */
  readonly eventsSince: number | null;
  readonly asOf: number;
  readonly complete: boolean;
}

const run = { purpose: 'report' } as const;

/** The question at an earlier instant: what people had done by then, of whom had come by then. */
export function questionAt(question: Question, at: number): Question {
  return { ...question, now: at, seenBy: at };
}

/** Segments that it refers to answer by their criteria though they run by a schedule: nobody recorded what a run would have found. */
export function withoutRuns(question: Question): Question {
  const { segment: meaning } = question;
  const segment = (id: string): Audience | undefined => {
    const audience = meaning(id);
    if (audience === undefined) return undefined;
    const { kept: _, ...plain } = audience;
    return plain;
  };
  return { ...question, segment };
}

/**
 * How many an audience finds now and found at an earlier instant, and who differs. Both are asked in the same way, so that
 * a difference is one of time. Stands back behind previews.
 *
 * @throws SupersededError where nobody waits for it any more
 */
export async function compareInstants(
  { previews, warehouse, directory }: ThenAndNowParts,
  site: Site,
  asked: InstantsAsked,
  gone: AbortSignal,
): Promise<ComparedInstants> {
  const tag = `then-${randomBytes(8).toString('hex')}`;
  const cancel = (): void => {
    // Whoever asked is answered by the statement failing; that ending it may fail too changes nothing.
    warehouse.cancel(tag).catch(() => {});
  };
  gone.addEventListener('abort', cancel);
  try {
    const { complete } = await previews.settle();
    const { now, earlier } = await questionsOf(previews, site, asked);
    if (gone.aborted) throw new SupersededError();
    const tagged = { ...run, tag };
    const counted = await warehouse.thenAndNow(now, earlier, tagged);
    const all = { ...now, audience: everybodyOf(asked.audience.subject) };
    const everyone = async (question: Question) => (await warehouse.count(question, tagged)).certain;
    return {
      ...counted,
      at: earlier.now,
      everyone: { now: await everyone(all), earlier: await everyone(questionAt(all, earlier.now)) },
      asNow: asTheyAreNow(asked.audience, (id): SegmentDefinition | undefined => directory.get(site.id, id)),
      eventsSince: await warehouse.oldestEvent(site.id, tagged),
      asOf: now.now,
      complete,
    };
  } catch (error) {
    throw gone.aborted ? new SupersededError() : error;
  } finally {
    gone.removeEventListener('abort', cancel);
  }
}

/** A page of those who may be in at one of the two instants alone, by id. */
export async function pageOfInstant(
  { previews, warehouse }: ThenAndNowParts,
  site: Site,
  asked: InstantsAsked,
  { which, after, limit }: { readonly which: OneInstant; readonly after: number; readonly limit: number },
): Promise<readonly number[]> {
  await previews.settle();
  const { now, earlier } = await questionsOf(previews, site, asked);
  return warehouse.pageOfOne(now, earlier, which, after, limit, run);
}

async function questionsOf(previews: Pick<Previews, 'question'>, site: Site, { audience, earlier }: InstantsAsked) {
  const now = withoutRuns(await previews.question(site, audience));
  return { now, earlier: questionAt(now, earlier(now.now)) };
}
