import { createAnalytics } from './analytics/analytics.js';
import type { Warehouse } from './contract.js';
import { encodeEvent, encodeGroup, encodeIdentity, encodeMembership, encodeProfile } from './encode/rows.js';
import { createErasure } from './erasure.js';
import { WarehouseError } from './errors.js';
import { EventTimes } from './event-times.js';
import { createHistory } from './history/history.js';
import { insertInto } from './insert.js';
import { ListTraits } from './list-traits.js';
import { breakdown, count, matching, page } from './questions/audience.js';
import { changedSince } from './questions/changed-since.js';
import { holding } from './questions/holding.js';
import { eventsOf, findEvent, seen } from './questions/identity-events.js';
import { imported, importedIdentities, seenBeside } from './questions/imported.js';
import { knownMessages } from './questions/known-messages.js';
import { leafCounts } from './questions/leaf-counts.js';
import { leafEvents } from './questions/leaf-events.js';
import { oldestEvent, pageOfOne, thenAndNow } from './questions/then-and-now.js';
import type { Transport } from './transport.js';

/** The warehouse over any engine that a transport reaches; the schema must be up to date. */
export function createWarehouse(transport: Transport): Warehouse {
  const lists = new ListTraits(transport);
  const times = new EventTimes(transport);
  const asking = <T>(ask: (given: { listTraits: ReadonlySet<string>; times: boolean }) => Promise<T>): Promise<T> =>
    lists.asking((listTraits) => times.asking((usable) => ask({ listTraits, times: usable })));
  return {
    encode: {
      event: encodeEvent,
      profile: encodeProfile,
      identity: encodeIdentity,
      group: encodeGroup,
      membership: encodeMembership,
    },
    async insert(table, body, token) {
      const statement = insertInto(table, token);
      const bytes = typeof body === 'string' ? Buffer.from(body.trim()) : bufferOf(body);
      if (bytes.length === 0) return;
      if (table === 'profiles') lists.note(bytes);
      if (table === 'events') await times.inserting(() => transport.insert(statement, bytes));
      else await transport.insert(statement, bytes);
    },
    reconcile: (tag) => times.reconcile(tag === undefined ? undefined : checkedTag(tag)),
    knownMessages: async (site, ids, run) => knownMessages(transport, site, ids, checked(run)),
    count: async (question, run) => asking((given) => count(transport, question, given, checked(run))),
    breakdown: async (question, run) => asking((given) => breakdown(transport, question, given, checked(run))),
    page: async (question, which, after, limit, run) =>
      asking((given) => page(transport, question, given, which, after, limit, checked(run))),
    thenAndNow: async (now, earlier, run) =>
      asking((given) => thenAndNow(transport, { now, earlier }, given, checked(run))),
    pageOfOne: async (now, earlier, which, after, limit, run) =>
      asking((given) => pageOfOne(transport, { now, earlier }, given, { which, after, limit }, checked(run))),
    oldestEvent: (site, run) => oldestEvent(transport, site, checked(run)),
    matching: (question, run, range) => matching(transport, question, checked(run), range),
    holding: async (asked, conditions, run) =>
      lists.asking((columns) => holding(transport, asked, conditions, columns, checked(run))),
    leafCounts: (site, leaves, past, run) => leafCounts(transport, site, leaves, past, checked(run)),
    leafEvents: (site, leaf, position, run, calendar) =>
      leafEvents(transport, site, leaf, position, checked(run), calendar),
    eventsOf: (site, identities, names, position, run) =>
      eventsOf(transport, site, identities, names, position, checked(run)),
    seen: (site, identities) => seen(transport, site, identities),
    imported: (site, number) => imported(transport, site, number),
    importedIdentities: (site, number, after, limit) => importedIdentities(transport, site, number, after, limit),
    seenBeside: (site, identities, number) => seenBeside(transport, site, identities, number),
    changedSince: (site, ids, version) => changedSince(transport, site, ids, version),
    find: (site, messageId) => findEvent(transport, site, messageId),
    erasure: createErasure(transport, times),
    cancel: async (tag) => transport.cancel(checkedTag(tag)),
    analytics: createAnalytics(transport),
    history: createHistory(transport),
    status: () => transport.status(),
    close: () => transport.close(),
  };
}

/** A tag stands in a comment before the statement, so it may hold nothing that could end one. */
function checkedTag(tag: string): string {
  if (!/^[a-z0-9-]{1,100}$/.test(tag)) {
    throw new WarehouseError('invalid_tag', 'A tag has 1 to 100 of the characters a-z, 0-9 and -', false);
  }
  return tag;
}

function checked<R extends { readonly tag?: string }>(run: R): R {
  if (run.tag !== undefined) checkedTag(run.tag);
  return run;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
