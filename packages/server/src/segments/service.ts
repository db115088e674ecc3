import { readsRequest, referencedSegments, type SegmentSubject } from '@kindred/criteria';
import type { Definitions, Schedule, SegmentDefinition, SegmentRole, Site } from '@kindred/store';
import { newId } from '../auth/secrets.js';
import type { SiteRegistry } from '../auth/sites.js';
import type { Engine } from '../engine/contract.js';
import { ConflictError, type Fault } from '../http/errors.js';
import { VersionConflictError } from '../http/versions.js';
import { type AskedDefinition, checkDefinition, faultsOfDefinition } from './checks.js';
import { nameOf, type SegmentDirectory } from './directory.js';
import {
  GlobalInUseError,
  InheritedSegmentError,
  ScheduledInUseError,
  SegmentInUseError,
  SegmentNotFoundError,
  SubjectChangedError,
} from './errors.js';
import { isInherited, usesElsewhere } from './inherited.js';
import { freeKey, keyFromName } from './keys.js';
import { reachOf, type SegmentWriter, settleSite, share } from './sharing.js';
import { Turns } from './turns.js';
import { countOf, faultOf, faultOfHidden, faultsOfUses, type Uses, usesOf } from './uses.js';

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
  /** That its members are given. Default: none; stays on update. */
  readonly roles?: readonly SegmentRole[];
  /** Who may change it beside administrators; null: every editor. Default: null; stays on update. */
  readonly editors?: readonly string[] | null;
  /** Default: none, also on update: notes are about the criteria that they came with. */
  readonly notes?: Readonly<Record<string, unknown>> | null;
}

export interface SegmentServiceParts {
  readonly definitions: Definitions;
  readonly engine: Engine;
  readonly directory: SegmentDirectory;
  readonly sites: SiteRegistry;
  readonly clock: () => number;
}

/**
 * Definitions of segments: checked, stored, put into force. Changes of one site run one after the other; those of the
 * global site are brought to all others in the same turn.
 */
export class SegmentService {
  readonly #turns = new Turns();

  private constructor(private readonly parts: SegmentServiceParts) {}

  /** Opens the service: whatever a run that ended amid a change of the global site has left undone is done. */
  static async start(parts: SegmentServiceParts): Promise<SegmentService> {
    const service = new SegmentService(parts);
    for (const { id } of parts.sites.list()) await service.settle(id);
    return service;
  }

  require(site: number, id: string): SegmentDefinition {
    const segment = this.parts.directory.get(site, id);
    if (segment === undefined) throw new SegmentNotFoundError();
    return segment;
  }

  /**
   * Segments whose criteria refer to this one.
   *
   * @param sees whether whoever asks may see a site
   */
  uses(site: number, id: string, sees: (site: number) => boolean): Uses {
    this.require(site, id);
    return usesOf(this.parts, site, id, sees);
  }

  create(site: Site, input: SegmentInput, by: string): Promise<SegmentDefinition> {
    return this.#changing(site.id, async () => {
      const { directory, clock } = this.parts;
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
        roles: input.roles ?? [],
        editors: input.editors ?? null,
      };
      await this.#create(segment);
      return segment;
    });
  }

  /**
   * Writes a new version.
   *
   * @param expected the one that the caller has changed; null: any will do
   * @param restored the earlier version that the input is, where it is one
   */
  update(
    site: Site,
    id: string,
    input: SegmentInput,
    expected: number | null,
    by: string,
    restored: number | null = null,
  ): Promise<SegmentDefinition> {
    return this.#changing(site.id, async () => {
      const before = this.#requireOwn(site.id, id);
      if (expected !== null && before.version !== expected) throw new VersionConflictError('segment', before.version);
      const { subject } = before;
      if (input.subject !== undefined && input.subject !== subject) throw new SubjectChangedError(subject);
      const checked = await checkDefinition(this.parts, site, asChanged(input, before), before);
      const active = input.active ?? before.active;
      if (!active) this.#refuseToStop(before);
      const changed = {
        ...before,
        ...checked,
        key: input.key ?? before.key,
        name: input.name,
        description: input.description ?? {},
        public: input.public ?? false,
        active,
        updatedBy: by,
        notes: input.notes ?? null,
        roles: input.roles ?? before.roles ?? [],
        editors: input.editors === undefined ? (before.editors ?? null) : input.editors,
      };
      return this.#write(before, changed, restored);
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
    return this.#changing(site.id, async () => {
      const before = this.#requireOwn(site.id, id);
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

  /** Ends the count of its past, or its run, that waits or is under way; its members stay as they are. */
  async cancel(site: Site, id: string): Promise<SegmentDefinition> {
    const segment = this.require(site.id, id);
    if (!(await this.parts.engine.cancelCountOf(site.id, id))) {
      throw new ConflictError('not_cancellable', 'Nothing of this segment is being counted that could still be ended.');
    }
    return segment;
  }

  /**
   * @param expected the version that the caller has seen; null: any will do
   * @param sees whether whoever asks may see a site: what depends on the segment is named of such alone
   */
  delete(site: Site, id: string, expected: number | null, sees: (site: number) => boolean): Promise<void> {
    return this.#changing(site.id, async () => {
      const { directory } = this.parts;
      const segment = this.#requireOwn(site.id, id);
      if (expected !== null && segment.version !== expected) throw new VersionConflictError('segment', segment.version);
      const uses = usesOf(this.parts, site.id, id, sees);
      if (countOf(uses) > 0) throw new SegmentInUseError(faultsOfUses(directory, id, uses), countOf(uses));
      for (const copy of directory.copiesOf(id)) await this.#remove(copy);
      await this.#remove(segment);
    });
  }

  /** Brings a site, such as a new one, to have what the global one shares. */
  settle(site: number): Promise<void> {
    const all = this.parts.sites.list().map(({ id }) => id);
    return this.#turns.take(all, () => settleSite(this.parts, this.#writer, site));
  }

  /** Makes a site the one whose segments all others share, or none. Those of the one before it are withdrawn. */
  setGlobal(site: number | null, sees: (site: number) => boolean): Promise<void> {
    const { sites, directory } = this.parts;
    const all = sites.list().map(({ id }) => id);
    return this.#turns.take(all, async () => {
      const before = sites.global();
      if ((before?.id ?? null) === site) return;
      const inUse = (before === null ? [] : directory.list(before.id)).flatMap(({ site: own, id }) => {
        const uses = usesOf(this.parts, own, id, sees);
        return faultsOfUses(directory, id, { ...uses, here: [] });
      });
      if (inUse.length > 0) throw new GlobalInUseError(inUse);
      await sites.setGlobal(site);
      // The new one first: what it had of the one before is not to be shared, nor to keep a key from anybody.
      for (const id of site === null ? all : [site, ...all.filter((other) => other !== site)]) {
        await settleSite(this.parts, this.#writer, id);
      }
    });
  }

  #requireOwn(site: number, id: string): SegmentDefinition {
    const segment = this.require(site, id);
    if (isInherited(segment)) throw new InheritedSegmentError();
    return segment;
  }

  /** Who was in at the last run is kept of an active batch segment alone, and others that are active read it. */
  #refuseToStop({ site, id, active, kind }: SegmentDefinition): void {
    if (!active || kind !== 'batch') return;
    const { directory } = this.parts;
    const here = this.#dependents(site, id).filter((other) => other.active);
    const elsewhere = usesElsewhere(directory, id).filter(({ segment }) => segment.active).length;
    if (here.length + elsewhere === 0) return;
    const faults = [
      ...here.map((other) => faultOf(directory, other, id)),
      ...(elsewhere === 0 ? [] : [faultOfHidden(elsewhere)]),
    ];
    throw new ScheduledInUseError(faults, here.length + elsewhere);
  }

  #dependents(site: number, id: string): readonly SegmentDefinition[] {
    return this.parts.directory.list(site).filter((other) => referencedSegments(other.criteria).includes(id));
  }

  readonly #writer: SegmentWriter = {
    create: (segment) => this.#create(segment),
    write: (before, changed) => this.#write(before, changed),
    remove: (segment) => this.#remove(segment),
  };

  async #create(segment: SegmentDefinition): Promise<void> {
    const { directory, definitions, engine } = this.parts;
    await definitions.segments.create(segment);
    directory.put(segment);
    await engine.apply(segment);
    await share(this.parts, this.#writer, segment);
  }

  async #remove({ site, id }: SegmentDefinition): Promise<void> {
    const { directory, definitions, engine } = this.parts;
    await definitions.segments.delete(site, id);
    directory.forget(site, id);
    await engine.remove(site, id);
  }

  async #write(
    before: SegmentDefinition,
    changed: SegmentDefinition,
    restored: number | null = null,
  ): Promise<SegmentDefinition> {
    const { definitions, directory, engine, clock } = this.parts;
    const segment = { ...changed, restored, version: before.version + 1, updatedAt: clock() };
    if (!(await definitions.segments.update(segment, before.version)))
      throw new VersionConflictError('segment', before.version);
    directory.put(segment);
    await engine.apply(segment);
    await share(this.parts, this.#writer, segment);
    if (segment.kind !== before.kind) await this.#followKind(segment);
    return segment;
  }

  /** A segment that refers to one that has begun (or ceased) to read the request does so itself. */
  async #followKind(changed: SegmentDefinition): Promise<void> {
    const { directory } = this.parts;
    const lookup = (id: string) => directory.get(changed.site, id)?.criteria;
    for (const other of this.#dependents(changed.site, changed.id)) {
      const kind = readsRequest(other.criteria, lookup) ? 'requestTime' : 'live';
      if (other.kind !== 'batch' && kind !== other.kind) await this.#write(other, { ...other, kind });
    }
  }

  /** With the turn of every site that a change of this one reaches, which may be others once it has come. */
  async #changing<T>(site: number, work: () => Promise<T>): Promise<T> {
    for (;;) {
      const reach = reachOf(this.parts.sites, site);
      const done = await this.#turns.take(reach, async () =>
        reachOf(this.parts.sites, site).length === reach.length ? { value: await work() } : null,
      );
      if (done !== null) return done.value;
    }
  }
}

/** What a change leaves out stays. */
function asChanged<A extends Omit<AskedDefinition, 'subject'>>(
  asked: A,
  before: SegmentDefinition,
): A & AskedDefinition {
  const { key = before.key, schedule = before.schedule ?? null, roles = before.roles ?? [] } = asked;
  return { ...asked, key, schedule, roles, subject: before.subject };
}
