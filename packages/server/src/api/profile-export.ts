import type { Engine, ProfileView } from '../engine/contract.js';
import { ApiError } from '../http/errors.js';
import type { ApiContext } from './context.js';
import { presentChanges, presentEvent, presentProfile } from './profile-views.js';
import { toInstant } from './schemas/index.js';

const page = 1_000;
/** How long what was accepted last may take into the warehouse (ms). */
const settleFor = 30_000;

/** 503: what came last could not be read yet, so the document would not be whole. */
class NotYetWrittenError extends ApiError {
  override readonly name = 'NotYetWrittenError';
  constructor() {
    super(503, 'not_yet_written', 'The newest events are not in the warehouse yet; ask again in a minute.');
  }
}

/**
 * Waits until everything accepted so far is in the warehouse.
 *
 * @throws ApiError `not_yet_written`
 */
export async function requireSettled(engine: Pick<Engine, 'settle'>): Promise<void> {
  if (!(await engine.settle(settleFor)).complete) throw new NotYetWrittenError();
}

/** The JSON text of everything that is kept of a visitor, in pieces: however much it is, little of it is held at once. */
export async function* exportOf(context: ApiContext, site: number, profile: ProfileView): AsyncGenerator<string> {
  yield `{"exportedAt":${JSON.stringify(toInstant(context.clock()))},`;
  yield `"profile":${JSON.stringify(presentProfile(context, site, profile))},"changes":`;
  yield* listOf(changesOf(context, site, profile.id));
  yield ',"events":';
  yield* listOf(eventsOf(context, site, profile.id));
  yield '}\n';
}

async function* listOf(pages: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let first = true;
  yield '[';
  for await (const rows of pages) {
    if (rows.length === 0) continue;
    yield `${first ? '' : ','}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
    first = false;
  }
  yield ']';
}

async function* changesOf({ directory, engine, state }: ApiContext, site: number, profile: number) {
  let before: string | null = null;
  do {
    const { rows, next }: Awaited<ReturnType<typeof state.changes>> = await state.changes(
      site,
      { profile },
      before,
      page,
    );
    yield await presentChanges(engine, site, rows, (segment) => directory.reference(site, segment));
    before = next;
  } while (before !== null);
}

async function* eventsOf({ warehouse }: ApiContext, site: number, profile: number) {
  for (let before: { time: number; messageId: string } | undefined; ; ) {
    const events = await warehouse.analytics.events(site, profile, {
      limit: page,
      ...(before === undefined ? {} : { before }),
    });
    yield events.map(presentEvent);
    const last = events.at(-1);
    if (events.length < page || last === undefined) return;
    before = { time: last.time, messageId: last.messageId };
  }
}
