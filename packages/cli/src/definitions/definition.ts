import { type Criteria, needsKnownUser, renameSegments } from '@kindred/criteria';
import type { Notes, RoleAnswer, ScheduleAnswer, SegmentAnswer } from '../answers.js';
import { isRecord } from '../connection.js';

/**
 * A segment as it stands in a file. Other segments are named by their keys, which are the same on every server. Who is
 * included or excluded by name is not part of it: profiles are those of one server.
 */
export interface Definition {
  readonly key: string;
  readonly subject: 'person' | 'account';
  readonly name: Readonly<Record<string, string>>;
  readonly description: Readonly<Record<string, string>>;
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  readonly public: boolean;
  readonly active: boolean;
  /** When it runs, which makes it a batch segment; null: it does not. */
  readonly schedule: ScheduleAnswer | null;
  /** That its members are given. */
  readonly roles: readonly RoleAnswer[];
  /** What an editor keeps beside the criteria: names of groups, muted conditions. Undefined: nothing is said of it. */
  readonly notes: Notes | null | undefined;
}

/** What the server keeps of a segment, as a file would say it. */
export function definitionOf(segment: SegmentAnswer, keys: ReadonlyMap<string, string>): Definition {
  const { key, subject, name, description, includeGuests, active, schedule, roles, notes } = segment;
  const keyOf = (id: string): string => keys.get(id) ?? id;
  return {
    key,
    subject,
    name: inOrder(name),
    description: inOrder(description),
    criteria: renameSegments(segment.criteria, keyOf),
    includeGuests,
    public: segment.public,
    active,
    schedule,
    roles,
    notes: notes === null ? null : renameInNotes(notes, keyOf),
  };
}

/** Notes have criteria in them with words of their own, so that they are known by their form alone. */
export function renameInNotes(notes: Notes, rename: (segment: string) => string): Notes {
  return JSON.parse(JSON.stringify(notes), (_, value: unknown) =>
    isRecord(value) && value.type === 'segment' && typeof value.segment === 'string'
      ? { ...value, segment: rename(value.segment) }
      : value,
  );
}

/** The text of a file: always the same for the same definition, and without what is as it is by default. */
export function fileText({ subject, description, includeGuests, ...definition }: Definition): string {
  const { key, name, criteria } = definition;
  const written = {
    key,
    ...(subject === 'person' ? {} : { subject }),
    name,
    ...(Object.keys(description).length === 0 ? {} : { description }),
    criteria,
    ...(includeGuests === guestsByDefault(subject, criteria) ? {} : { includeGuests }),
    ...(definition.public ? { public: true } : {}),
    ...(definition.active ? {} : { active: false }),
    ...(definition.schedule === null ? {} : { schedule: definition.schedule }),
    ...(definition.roles.length === 0 ? {} : { roles: definition.roles }),
    ...(definition.notes == null ? {} : { notes: definition.notes }),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** Whether a segment has guests where nothing is said about them; of accounts the answer means nothing. */
export function guestsByDefault(subject: Definition['subject'], criteria: Criteria): boolean {
  return subject === 'account' || !needsKnownUser(criteria);
}

/** A schedule in words. */
export function scheduleText(schedule: ScheduleAnswer): string {
  return 'daily' in schedule ? `daily at ${schedule.daily}` : `every ${schedule.every.amount} ${schedule.every.unit}`;
}

function inOrder(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1)));
}
