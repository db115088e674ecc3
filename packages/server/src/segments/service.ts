import { readsRequest, referencedSegments, type SegmentSubject } from '@kindred/criteria';
import type { Definitions, Schedule, SegmentDefinition, Site } from '@kindred/store';
import { newId } from '../auth/secrets.js';
import type { Engine } from '../engine/contract.js';
import { ConflictError, type Fault } from '../http/errors.js';
import { VersionConflictError } from '../http/versions.js';
import { type AskedDefinition, checkDefinition, faultsOfDefinition } from './checks.js';
import { pathOfReference, underCriteria } from './definition.js';
import { nameOf, type SegmentDirectory } from './directory.js';
import {
  ScheduledInUseError,
  type SegmentFault,
  SegmentInUseError,
  SegmentNotFoundError,
  SubjectChangedError,
} from './errors.js';
import { freeKey, keyFromName } from './keys.js';

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
      const checked = await checkDefinition(this.parts, site, { ...input, subject }, null);
      const now = clock();
      const taken = (key: string) => directory.byKey(site.id, key) !== undefined;
      const segment: SegmentDefinition = {
        id: newId('seg'),
        site: site.id,
        key: input.key ?? freeKey(keyFromName(nameOf({ name: input.name, key: '' })), taken),
        subject,
        name: input.name,
        description: input.description ?? {},
        ...checked,
        public: input.public ?? false,
        active: input.active ?? false,
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
      const before = this.require(site.id, id);
      if (expected !== null && before.version !== expected) throw new VersionConflictError('segment', before.version);
      const { subject } = before;
      if (input.subject !== undefined && input.subject !== subject) throw new SubjectChangedError(subject);
      const checked = await checkDefinition(this.parts, site, asChanged(input, before), before);
      const active = input.active ?? before.active;
      if (!active) this.#refuseToStop(before);
      return this.#write(before, {
        ...before,
        ...checked,
        key: input.key ?? before.key,
        name: input.name,
        description: input.description ?? {},
        public: input.public ?? false,
        active,
        updatedBy: by,
        notes: input.notes ?? null,
      });
    });
  }

  /**
   * What is wrong with a definition of which the form is wrong too, so that everything is told at once.
   *
   * @param id of the segment to be changed; null: it is new
   */
  faultsOf(site: Site, id: string | null, asked: AskedDefinition): Promise<readonly Fault[]> {
    const before = id === null ? null : this.require(site.id, id);
    return faultsOfDefinition(this.parts, site, before === null ? asked : asChanged(asked, before), before);
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
    if (!(await definitions.segments.update(segment, before.version)))
      throw new VersionConflictError('segment', before.version);
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

/** What a change leaves out stays. */
function asChanged<A extends Omit<AskedDefinition, 'subject'>>(
  asked: A,
  before: SegmentDefinition,
): A & AskedDefinition {
  const { key = before.key, schedule = before.schedule ?? null } = asked;
  return { ...asked, key, schedule, subject: before.subject };
}
