import type { DecidableSegment } from './dependencies.js';

/** A segment as it is written into answers; writing it once a definition instead of once a decision saves half of it. */
interface WrittenSegment {
  readonly key: string;
  readonly public: boolean;
  readonly reference: string;
  readonly quotedKey: string;
}

type Written = ReadonlyMap<string, WrittenSegment>;

const prepared = new WeakMap<ReadonlyMap<string, DecidableSegment>, Written>();

function write(segments: ReadonlyMap<string, DecidableSegment>): Written {
  const known = prepared.get(segments);
  if (known !== undefined) return known;
  const written = new Map<string, WrittenSegment>();
  for (const { id, key, name, public: isPublic } of segments.values()) {
    written.set(id, {
      key,
      public: isPublic,
      reference: JSON.stringify({ id, key, name }),
      quotedKey: JSON.stringify(key),
    });
  }
  prepared.set(segments, written);
  return written;
}

export interface AnswerInput {
  /** Ids of the segments that the visitor is in. */
  readonly memberOf: readonly string[];
  readonly segments: ReadonlyMap<string, DecidableSegment>;
  /** Keys asked for; null: all. */
  readonly only: ReadonlySet<string> | null;
  /** Leave out segments that are not public. */
  readonly publicOnly: boolean;
  /** Null where it is unknown or not to be told. */
  readonly profile: number | null;
}

/** The JSON text of a decision. */
export function writeAnswer({ memberOf, segments, only, publicOnly, profile }: AnswerInput): string {
  const written = write(segments);
  let references = '';
  let keys = '';
  for (const id of memberOf) {
    const segment = written.get(id);
    if (segment === undefined || (publicOnly && !segment.public)) continue;
    if (only !== null && !only.has(segment.key)) continue;
    const comma = references === '' ? '' : ',';
    references += comma + segment.reference;
    keys += comma + segment.quotedKey;
  }
  return `{"segments":[${references}],"keys":[${keys}],"profile":${profile === null ? 'null' : `"${profile}"`}}`;
}
