import type { DecidableSegment } from './dependencies.js';

export interface Answer {
  readonly segments: readonly DecidableSegment[];
  readonly keys: readonly string[];
  /** Null where it is unknown or not to be told. */
  readonly profile: string | null;
  /** Ids of the roles that the visitor has; absent where they are not to be told. */
  readonly roles?: readonly string[];
}

export interface AnswerInput {
  /** Ids of the segments that the visitor is in. */
  readonly memberOf: readonly string[];
  readonly segments: ReadonlyMap<string, DecidableSegment>;
  /** Keys asked for; null: all. */
  readonly only: ReadonlySet<string> | null;
  /** For a publishable key: nothing but public segments, and no profile. */
  readonly publicOnly: boolean;
  readonly profile: number | null;
  /** Roles that the visitor belongs to, whatever segments give. */
  readonly roles: readonly string[];
}

/** What the asker may learn of a decision. Segments deleted meanwhile are left out. */
export function answerOf({ memberOf, segments, only, publicOnly, profile, roles }: AnswerInput): Answer {
  const told: DecidableSegment[] = [];
  const keys: string[] = [];
  const all = [...roles];
  for (const id of memberOf) {
    const segment = segments.get(id);
    if (segment === undefined) continue;
    for (const role of segment.roles ?? []) all.push(role.id);
    if (publicOnly && !segment.public) continue;
    if (only !== null && !only.has(segment.key)) continue;
    told.push(segment);
    keys.push(segment.key);
  }
  return {
    segments: told,
    keys,
    profile: publicOnly || profile === null ? null : String(profile),
    ...(publicOnly ? {} : { roles: all.length < 2 ? all : [...new Set(all)].sort() }),
  };
}

interface Written {
  readonly segment: string;
  readonly key: string;
}

/** Segments as answers show them, written once a definition instead of once a decision. */
const written = new WeakMap<DecidableSegment, Written>();

/** The JSON text of an answer. */
export function writeAnswer({ segments, profile, roles }: Answer): string {
  let listed = '';
  let keys = '';
  for (const each of segments) {
    const text = written.get(each) ?? write(each);
    const comma = listed === '' ? '' : ',';
    listed += comma + text.segment;
    keys += comma + text.key;
  }
  const rest = roles === undefined ? '' : `,"roles":${JSON.stringify(roles)}`;
  return `{"segments":[${listed}],"keys":[${keys}],"profile":${profile === null ? 'null' : `"${profile}"`}${rest}}`;
}

function write(segment: DecidableSegment): Written {
  const { id, key, name } = segment;
  const text = { segment: JSON.stringify({ id, key, name }), key: JSON.stringify(key) };
  written.set(segment, text);
  return text;
}
