import { readsRequest, referencedSegments, type SegmentSubject } from '@kindred/criteria';
import type { Definitions, Schedule, SegmentDefinition, Site } from '@kindred/store';
import { newId } from '../auth/secrets.js';
import type { Engine } from '../engine/contract.js';
import { ConflictError, InvalidRequestError } from '../http/errors.js';
import { kindOf } from './batch.js';
import { pathOfReference, requireCriteria, underCriteria } from './definition.js';
import { nameOf, type SegmentDirectory } from './directory.js';
import {
  ScheduledInUseError,
  type SegmentFault,
  SegmentInUseError,
  SegmentKeyTakenError,
  SegmentNotFoundError,
  SubjectChangedError,
  VersionConflictError,
} from './errors.js';
import { freeKey, keyFromName } from './keys.js';
import { namedMembers } from './named-members.js';

/** A definition as a caller gives it; what is absent takes its default, or stays as it is where that is said. */
export interface SegmentInput {
  /** Default: made of the name; stays on update. */
  readonly key?: string;
  /** What its members are. Default: people; cannot be changed. */
  readonly subject?: SegmentSubject;
  readonly name: Readonly<Record<string, string>>;
  readonly description?: Readonly<Record<string, string>>;
  /** Not parsed yet. */
  readonly criteria?: unknown;
  readonly includeGuests?: boolean;
  readonly includes?: readonly string[];
  readonly excludes?: readonly string[];
  readonly public?: boolean;
  /** Default: false; stays on update. */
  readonly active?: boolean;
  /** When it runs, which makes it a batch segment. Default: none; stays on update. */
  readonly schedule?: Schedule | null;
  /** Default: none, also on update: notes are about the criteria that they came with. */
  readonly notes?: Readonly<Record<string, unknown>> | null;
}

export interface SegmentServiceParts {
  readonly definitions: Definitions;
  readonly engine: Engine;
  readonly directory: SegmentDirectory;
  readonly clock: () => number;
}

/** Definitions of segments: checked, stored, put into force. Changes of one site run one after the other. */
export class SegmentService {
  readonly #busy = new Map<number, Promise<unknown>>();

  constructor(private readonly parts: SegmentServiceParts) {}

  require(site: number, id: string): SegmentDefinition {
    const segment = this.parts.directory.get(site, id);
    if (segment === undefined) throw new SegmentNotFoundError();
    return segment;
  }

  /** Segments whose criteria refer to this one. */
  dependents(site: number, id: string): readonly SegmentDefinition[] {
    return this.parts.directory.list(site).filter((other) => referencedSegments(other.criteria).includes(id));
  }

  create(site: Site, input: SegmentInput, by: string): Promise<SegmentDefinition> {
    return this.#inTurn(site.id, async () => {
      const { directory, definitions, engine, clock } = this.parts;
      const subject = input.subject ?? 'person';
      const checked = requireCriteria(directory, site.id, input.criteria, null, subject);
      refuseGuestsOfAccounts(subject, input);
      const now = clock();
      const taken = (key: string) => directory.byKey(site.id, key) !== undefined;
      if (input.key !== undefined && taken(input.key)) throw new SegmentKeyTakenError(input.key);
      const segment: SegmentDefinition = {
        id: newId('seg'),
        site: site.id,
        key: input.key ?? freeKey(keyFromName(nameOf({ name: input.name, key: '' })), taken),
        subject,
        name: input.name,
        description: input.description ?? {},
        criteria: checked.criteria,
        includeGuests: input.includeGuests ?? checked.includeGuestsDefault,
        includes: await namedMembers(engine, site.id, subject, 'includes', input.includes ?? []),
        excludes: await namedMembers(engine, site.id, subject, 'excludes', input.excludes ?? []),
        public: input.public ?? false,
        active: input.active ?? false,
        ...kindOf(checked.kind, input.schedule ?? null),
        version: 1,
        createdAt: now,
        updatedAt: now,
        updatedBy: by,
        notes: input.notes ?? null,
      };
      await definitions.segments.create(segment);
      directory.put(segment);
      await engine.apply(segment);
      return segment;
    });
  }

  /** Writes a new version; `expected` is the one that the caller has changed, null where any will do. */
  update(site: Site, id: string, input: SegmentInput, expected: number | null, by: string): Promise<SegmentDefinition> {
    return this.#inTurn(site.id, async () => {
      const { directory, engine } = this.parts;
      const before = this.require(site.id, id);
      if (expected !== null && before.version !== expected) throw new VersionConflictError(before.version);
      const { subject } = before;
      if (input.subject !== undefined && input.subject !== subject) throw new SubjectChangedError(subject);
      const checked = requireCriteria(directory, site.id, input.criteria, id, subject);
      refuseGuestsOfAccounts(subject, input);
      const key = input.key ?? before.key;
      const holder = directory.byKey(site.id, key);
      if (holder !== undefined && holder.id !== id) throw new SegmentKeyTakenError(key);
      const active = input.active ?? before.active;
      if (!active) this.#refuseToStop(before);
      return this.#write(before, {
        ...before,
        key,
        name: input.name,
        description: input.description ?? {},
        criteria: checked.criteria,
        ...kindOf(checked.kind, input.schedule === undefined ? (before.schedule ?? null) : input.schedule),
        includeGuests: input.includeGuests ?? checked.includeGuestsDefault,
        includes: await namedMembers(engine, site.id, subject, 'includes', input.includes ?? [], {
          known: before.includes,
        }),
        excludes: await namedMembers(engine, site.id, subject, 'excludes', input.excludes ?? [], {
          known: before.excludes,
        }),
        public: input.public ?? false,
        active,
        updatedBy: by,
        notes: input.notes ?? null,
      });
    });
  }

  /** Activates or deactivates. */
  setActive(site: Site, id: string, active: boolean, by: string): Promise<SegmentDefinition> {
    return this.#inTurn(site.id, async () => {
      const before = this.require(site.id, id);
      if (!active) this.#refuseToStop(before);
      return before.active === active ? before : this.#write(before, { ...before, active, updatedBy: by });
    });
  }

  /** Counts the past anew, or runs a batch segment now. */
  async recompute(site: Site, id: string): Promise<SegmentDefinition> {
    const segment = this.require(site.id, id);
    if (!segment.active || segment.kind === 'requestTime') {
      throw new ConflictError('not_live', 'Only active segments that do not read the request can be recomputed.');
    }
    await this.parts.engine.recompute(site.id, [id]);
    return segment;
  }

  delete(site: Site, id: string): Promise<void> {
    return this.#inTurn(site.id, async () => {
      const { directory, definitions, engine } = this.parts;
      this.require(site.id, id);
      const dependents = this.dependents(site.id, id);
      if (dependents.length > 0) {
        throw new SegmentInUseError(dependents.map((other) => this.#faultOf(other, id)));
      }
      await definitions.segments.delete(site.id, id);
      directory.forget(site.id, id);
      await engine.remove(site.id, id);
    });
  }

  /** Who was in at the last run is kept of an active batch segment alone, and others that are active read it. */
  #refuseToStop({ site, id, active, kind }: SegmentDefinition): void {
    if (!active || kind !== 'batch') return;
    const using = this.dependents(site, id).filter((other) => other.active);
    if (using.length > 0) throw new ScheduledInUseError(using.map((other) => this.#faultOf(other, id)));
  }

  #faultOf(other: SegmentDefinition, id: string): SegmentFault {
    return {
      path: underCriteria(pathOfReference(other.criteria, id) ?? ''),
      code: 'refers_to_it',
      message: `The criteria of “${nameOf(other)}” refer to this segment`,
      segment: this.parts.directory.reference(other.site, other.id),
    };
  }

  async #write(before: SegmentDefinition, changed: SegmentDefinition): Promise<SegmentDefinition> {
    const { definitions, directory, engine, clock } = this.parts;
    const segment = { ...changed, version: before.version + 1, updatedAt: clock() };
    if (!(await definitions.segments.update(segment, before.version))) throw new VersionConflictError(before.version);
    directory.put(segment);
    await engine.apply(segment);
    if (segment.kind !== before.kind) await this.#followKind(segment);
    return segment;
  }

  /** A segment that refers to one that has begun (or ceased) to read the request does so itself. */
  async #followKind(changed: SegmentDefinition): Promise<void> {
    const { directory } = this.parts;
    const lookup = (id: string) => directory.get(changed.site, id)?.criteria;
    for (const other of this.dependents(changed.site, changed.id)) {
      const kind = readsRequest(other.criteria, lookup) ? 'requestTime' : 'live';
      if (other.kind !== 'batch' && kind !== other.kind) await this.#write(other, { ...other, kind });
    }
  }

  #inTurn<T>(site: number, work: () => Promise<T>): Promise<T> {
    const turn = (this.#busy.get(site) ?? Promise.resolve()).then(work, work);
    this.#busy.set(
      site,
      turn.catch(() => {}),
    );
    return turn;
  }
}

/** Guests are people; a segment of accounts neither lets them in nor keeps them out. */
function refuseGuestsOfAccounts(subject: SegmentSubject, { includeGuests }: SegmentInput): void {
  if (subject === 'person' || includeGuests !== false) return;
  const fault = {
    path: 'includeGuests',
    code: 'not_allowed_here',
    message: 'A segment of accounts has no guests; ask for known users inside “people”',
    expected: 'no includeGuests',
  };
  throw new InvalidRequestError('This segment cannot be kept.', [fault], 'invalid_segment');
}
