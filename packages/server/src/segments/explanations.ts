import {
  type Criteria,
  type CriteriaEvent,
  type EvaluationInput,
  type Explanation,
  evaluateKleene,
  eventsOf,
  explain,
  flatten,
  type GroupRecord,
  groupKinds,
  isBehaviour,
  type Leaf,
  leavesOf,
  referencedSegments,
  type SentenceOptions,
  type Subject,
} from '@kindred/criteria';
import type { SegmentDefinition, Site, StateStore } from '@kindred/store';
import type { Audience, StoredEvent, Warehouse } from '@kindred/warehouse';
import { calendarOf } from '../auth/sites.js';
import type { Engine, ProfileView } from '../engine/contract.js';
import { type PresentAudiences, presentAudiences } from '../engine/in-force.js';
import type { SegmentDirectory } from './directory.js';

/** What decided: people named come before criteria, and guests are out where the segment leaves them out. */
export type DecidedBy = 'excluded' | 'included' | 'guest' | 'criteria';

export interface Verdict {
  /** Null where it depends on the request. */
  readonly matches: boolean | null;
  readonly by: DecidedBy;
  readonly explanation: Explanation;
  /** The person has more events than are read to explain: it is explained by the latest, and can be otherwise. */
  readonly partial: boolean;
}

export interface ExplanationParts {
  readonly engine: Engine;
  readonly state: Pick<StateStore, 'identitiesById'>;
  readonly warehouse: Warehouse;
  readonly directory: SegmentDirectory;
  readonly clock: () => number;
}

/** Events a page, and in all, that are read to explain behaviour; people with more are explained by their latest. */
const pageSize = 5_000;
const mostEvents = 50_000;

/** Explains one audience for one person. */
export async function explainAudience(
  parts: ExplanationParts,
  site: Site,
  profile: ProfileView,
  audience: Audience,
  wording: SentenceOptions,
): Promise<Verdict> {
  return (await explainerOf(parts, site, profile, [audience], wording))(audience);
}

/** Reads once what explaining any of these audiences for one person needs. */
export async function explainerOf(
  parts: ExplanationParts,
  site: Site,
  profile: ProfileView,
  audiences: readonly Audience[],
  wording: SentenceOptions,
): Promise<(audience: Audience) => Verdict> {
  const { directory } = parts;
  const present = await presentAudiences(
    { store: parts.state, keptSince: (segment) => parts.engine.keptSince(segment) },
    parts.engine.references(site.id),
    audiences,
  );
  const wanted: WantedEvents = { names: new Set(), all: false };
  const seen = new Set<string>();
  for (const audience of audiences) collectEvents(directory, site.id, audience.criteria, wanted, seen);
  const none = !wanted.all && wanted.names.size === 0;
  const { events, partial } = none
    ? { events: [], partial: false }
    : await loadEvents(parts.warehouse, site.id, profile.id, wanted);
  const memberships = new Set(profile.memberships.map((membership) => membership.segment));
  for (const id of await accountSegmentsOf(parts, site, profile, present, audiences)) memberships.add(id);
  const input: EvaluationInput = {
    subject: subjectOf(parts.engine, site.id, profile),
    request: null,
    events,
    isMember: (id) => isMember(id, new Set()),
    now: parts.clock(),
    calendar: calendarOf(site),
  };
  /** Membership where it is kept; where it is not (inactive, counting, request-time), what the definition says. */
  function isMember(id: string, above: ReadonlySet<string>): boolean | null {
    const segment = directory.get(site.id, id);
    if (segment === undefined || above.has(id)) return false;
    if (segment.subject === 'account' || isKept(parts.engine, segment)) return memberships.has(id);
    const below = new Set([...above, id]);
    return decide(present.of(segment), profile, () =>
      evaluateKleene(segment.criteria, { ...input, isMember: (other) => isMember(other, below) }),
    ).matches;
  }
  return (audience) => {
    const explanation = explain(audience.criteria, input, wording);
    return { ...decide(present.of(audience), profile, () => explanation.matches), explanation, partial };
  };
}

/** Segments of accounts that these audiences lead to and that one of the person's accounts is in, kept or not. */
async function accountSegmentsOf(
  { engine, warehouse, directory }: ExplanationParts,
  site: Site,
  profile: ProfileView,
  present: PresentAudiences,
  audiences: readonly Audience[],
): Promise<readonly string[]> {
  const found: string[] = [];
  const seen = new Set<string>();
  const waiting = audiences.flatMap(({ criteria }) => referencedSegments(criteria));
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const segment = seen.has(id) ? undefined : directory.get(site.id, id);
    seen.add(id);
    if (segment === undefined) continue;
    if (segment.subject === 'person') {
      waiting.push(...referencedSegments(segment.criteria));
      continue;
    }
    const belonging: Audience = {
      criteria: { type: 'segment', segment: id },
      includeGuests: true,
      includes: [],
      excludes: [],
    };
    const question = {
      site: site.id,
      audience: belonging,
      segment: present.segment,
      now: engine.now,
      calendar: calendarOf(site),
    };
    const [next] = await warehouse.page(question, 'certain', profile.id - 1, 1, { purpose: 'interactive' });
    if (next === profile.id) found.push(id);
  }
  return found;
}

function isKept(engine: Engine, segment: SegmentDefinition): boolean {
  const { size, batch } = engine.status(segment.site, segment.id);
  if (segment.kind === 'batch') return batch !== null && batch.lastRun !== null;
  return segment.active && segment.kind === 'live' && size !== null;
}

function decide(
  audience: Audience,
  profile: ProfileView,
  criteria: () => boolean | null,
): { readonly matches: boolean | null; readonly by: DecidedBy } {
  if (audience.excludes.includes(profile.id)) return { matches: false, by: 'excluded' };
  if (audience.includes.includes(profile.id)) return { matches: true, by: 'included' };
  if (profile.userId === null && !audience.includeGuests) return { matches: false, by: 'guest' };
  return { matches: criteria(), by: 'criteria' };
}

/** Which events conditions read. */
interface WantedEvents {
  readonly names: Set<string>;
  all: boolean;
}

/** Names of the events that criteria count, at any depth through the segments they refer to. */
function collectEvents(
  directory: SegmentDirectory,
  site: number,
  criteria: Criteria,
  wanted: WantedEvents,
  seen: Set<string>,
): void {
  for (const leaf of leavesOf(criteria)) collectOf(leaf);
  function collectOf(leaf: Leaf): void {
    const names = isBehaviour(leaf) ? eventsOf(leaf) : [];
    if (names === null) wanted.all = true;
    else for (const name of names) wanted.names.add(name);
    if (leaf.type !== 'segment' || seen.has(leaf.segment)) return;
    seen.add(leaf.segment);
    const segment = directory.get(site, leaf.segment);
    if (segment !== undefined) collectEvents(directory, site, segment.criteria, wanted, seen);
  }
}

async function loadEvents(
  warehouse: Warehouse,
  site: number,
  profile: number,
  wanted: WantedEvents,
): Promise<{ readonly events: readonly CriteriaEvent[]; readonly partial: boolean }> {
  const events: CriteriaEvent[] = [];
  let before: { time: number; messageId: string } | undefined;
  while (events.length < mostEvents) {
    const page: readonly StoredEvent[] = await warehouse.analytics.events(site, profile, {
      ...(wanted.all ? {} : { names: [...wanted.names] }),
      limit: pageSize,
      ...(before === undefined ? {} : { before }),
    });
    for (const event of page) {
      // Identify, group and alias are nothing that somebody did.
      if (event.name === '') continue;
      events.push({
        id: event.messageId,
        name: event.name,
        time: event.time,
        properties: flatten(event.properties),
        context: flatten(event.context),
      });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return { events, partial: false };
    before = { time: last.time, messageId: last.messageId };
  }
  return { events, partial: true };
}

function subjectOf(engine: Engine, site: number, profile: ProfileView): Subject {
  const groups: Partial<Record<(typeof groupKinds)[number], readonly GroupRecord[]>> = {};
  for (const kind of groupKinds) {
    const ids = profile.groups[kind];
    if (ids === undefined) continue;
    groups[kind] = ids.map((id) => {
      const group = engine.group(site, kind, id);
      return { id, traits: group?.traits ?? {}, ancestorIds: group?.ancestorIds ?? [] };
    });
  }
  return { id: String(profile.id), userId: profile.userId, traits: profile.traits, groups };
}
