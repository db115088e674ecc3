import { readsRequest, referencedSegments } from '@kindred/criteria';
import type { Definitions, SegmentDefinition, Site } from '@kindred/store';
import { newId } from '../auth/secrets.js';
import type { Engine } from '../engine/contract.js';
import { ConflictError, InvalidRequestError } from '../http/errors.js';
import { pathOfReference, requireCriteria, underCriteria } from './definition.js';
import { nameOf, type SegmentDirectory } from './directory.js';
import { SegmentInUseError, SegmentKeyTakenError, SegmentNotFoundError, VersionConflictError } from './errors.js';
import { freeKey, keyFromName } from './keys.js';

/** A definition as a caller gives it; what is absent takes its default, or stays as it is where that is said. */
export interface SegmentInput {
  /** Default: made of the name; stays on update. */
  readonly key?: string;
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
      const checked = requireCriteria(directory, site.id, input.criteria, null);
      const now = clock();
      const taken = (key: string) => directory.byKey(site.id, key) !== undefined;
      if (input.key !== undefined && taken(input.key)) throw new SegmentKeyTakenError(input.key);
      const segment: SegmentDefinition = {
        id: newId('seg'),
        site: site.id,
        key: input.key ?? freeKey(keyFromName(nameOf({ name: input.name, key: '' })), taken),
        subject: 'person',
        name: input.name,
        description: input.description ?? {},
        criteria: checked.criteria,
        includeGuests: input.includeGuests ?? checked.includeGuestsDefault,
        includes: await this.#people(site.id, 'includes', input.includes ?? [], []),
        excludes: await this.#people(site.id, 'excludes', input.excludes ?? [], []),
        public: input.public ?? false,
        active: input.active ?? false,
        kind: checked.kind,
        version: 1,
        createdAt: now,
        updatedAt: now,
        updatedBy: by,
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
      const { directory } = this.parts;
      const before = this.require(site.id, id);
      if (expected !== null && before.version !== expected) throw new VersionConflictError(before.version);
      const checked = requireCriteria(directory, site.id, input.criteria, id);
      const key = input.key ?? before.key;
      const holder = directory.byKey(site.id, key);
      if (holder !== undefined && holder.id !== id) throw new SegmentKeyTakenError(key);
      return this.#write(before, {
        ...before,
        key,
        name: input.name,
        description: input.description ?? {},
        criteria: checked.criteria,
        kind: checked.kind,
        includeGuests: input.includeGuests ?? checked.includeGuestsDefault,
        includes: await this.#people(site.id, 'includes', input.includes ?? [], before.includes),
        excludes: await this.#people(site.id, 'excludes', input.excludes ?? [], before.excludes),
        public: input.public ?? false,
        active: input.active ?? before.active,
        updatedBy: by,
      });
    });
  }

  /** Activates or deactivates. */
  setActive(site: Site, id: string, active: boolean, by: string): Promise<SegmentDefinition> {
    return this.#inTurn(site.id, async () => {
      const before = this.require(site.id, id);
      return before.active === active ? before : this.#write(before, { ...before, active, updatedBy: by });
    });
  }

  /** Counts the past anew. */
  async recompute(site: Site, id: string): Promise<SegmentDefinition> {
    const segment = this.require(site.id, id);
    if (!segment.active || segment.kind !== 'live') {
      throw new ConflictError('not_live', 'Only active live segments have anything to compute.');
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
        throw new SegmentInUseError(
          dependents.map((other) => ({
            path: underCriteria(pathOfReference(other.criteria, id) ?? ''),
            code: 'refers_to_it',
            message: `The criteria of “${nameOf(other)}” refer to this segment`,
            segment: directory.reference(site.id, other.id),
          })),
        );
      }
      await definitions.segments.delete(site.id, id);
      directory.forget(site.id, id);
      await engine.remove(site.id, id);
    });
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
      if (kind !== other.kind) await this.#write(other, { ...other, kind });
    }
  }

  /** Ids of people named, as numbers; every one that is new must be a profile of this site. */
  async #people(
    site: number,
    field: 'includes' | 'excludes',
    ids: readonly string[],
    known: readonly number[],
  ): Promise<readonly number[]> {
    const numbers = [...new Set(ids.map(Number))];
    const settled = new Set(known);
    const found = await Promise.all(
      numbers.map(async (id) => (settled.has(id) ? id : ((await this.parts.engine.profile(site, id))?.id ?? null))),
    );
    const faults = numbers.flatMap((id, index) =>
      found[index] === null
        ? [
            {
              path: `${field}[${ids.indexOf(String(id))}]`,
              code: 'unknown_profile',
              message: `There is no profile ${id}`,
              expected: 'the id of a profile of this site',
            },
          ]
        : [],
    );
    if (faults.length > 0) throw new InvalidRequestError('Some people named do not exist.', faults, 'unknown_profile');
    return [...new Set(found.filter((id) => id !== null))];
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
