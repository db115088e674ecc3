import type { Definitions, Delivery, PlacedChange, Site, StateStore, Webhook } from '@kindred/store';
import type { SiteRegistry } from '../auth/sites.js';
import type { Engine, ProfileView } from '../engine/contract.js';
import type { SegmentDirectory } from '../segments/directory.js';
import { cloudEvent } from './cloud-event.js';
import type { Hearing } from './hearing.js';

export interface IntakeParts {
  readonly definitions: Definitions;
  readonly state: StateStore;
  readonly engine: Engine;
  readonly sites: SiteRegistry;
  readonly directory: SegmentDirectory;
  readonly hearing: Hearing;
  readonly clock: () => number;
}

const pageSize = 500;

/**
 * Makes deliveries of recorded enters and exits. A site's place is that of the last change that became deliveries, kept in
 * the store after them: whatever ends the process in between, the next pass makes the rest, and delivery ids (webhook and
 * change) make a repeat do nothing.
 */
export class DeliveryIntake {
  constructor(private readonly parts: IntakeParts) {}

  /** Sets a site's place to now: its first webhook hears of what comes, not of the past. */
  async begin(site: number): Promise<void> {
    const { definitions, state } = this.parts;
    await definitions.settings.set(placeName(site), String(await state.lastChange()));
  }

  /** One pass over a site's changes since the last; true where there may be more. */
  async pass(site: Site, webhooks: readonly Webhook[]): Promise<boolean> {
    const { definitions, state } = this.parts;
    const place = Number((await definitions.settings.get(placeName(site.id))) ?? 0);
    const changes =
      (await state.changesFrom(site.id, null, place, pageSize)) ??
      // What was to be told is kept no longer; the oldest that is kept comes next.
      (await state.changesFrom(site.id, null, await state.forgottenChanges(), pageSize)) ??
      [];
    const last = changes.at(-1);
    if (last === undefined) return false;
    await this.#deliver(site, changes, webhooks);
    await definitions.settings.set(placeName(site.id), String(last.sequence));
    return changes.length === pageSize;
  }

  async #deliver(site: Site, changes: readonly PlacedChange[], webhooks: readonly Webhook[]): Promise<void> {
    const { definitions, directory, hearing, clock } = this.parts;
    const heard = changes.flatMap((change) => {
      const wanting = webhooks.filter((webhook) => hearing.hears(webhook, change));
      return wanting.length === 0 ? [] : [{ change, wanting }];
    });
    const ids = new Set(heard.flatMap(({ change }) => (change.account === null ? [change.profile] : [])));
    const people = await this.#people(site.id, ids);
    const now = clock();
    const deliveries = heard.flatMap(({ change, wanting }) => {
      const segment = directory.reference(site.id, change.segment);
      const event = cloudEvent(change, site, segment, people.get(change.profile) ?? null);
      const body = JSON.stringify(event);
      return wanting.map(
        (webhook): Omit<Delivery, 'nextAttemptAt'> => ({
          id: `${webhook.id}.${change.id}`,
          webhook: webhook.id,
          site: webhook.site,
          subject: event.subject,
          sequence: change.sequence,
          body,
          state: 'pending',
          attempts: 0,
          lastStatus: null,
          lastError: null,
          createdAt: now,
        }),
      );
    });
    if (deliveries.length === 0) return;
    await definitions.deliveries.add(deliveries, now);
    await this.#forgetErased(site.id, ids, deliveries);
  }

  /** An erasure that came while deliveries were being made has not found these. */
  async #forgetErased(
    site: number,
    ids: ReadonlySet<number>,
    made: readonly Pick<Delivery, 'id' | 'subject'>[],
  ): Promise<void> {
    const people = await this.#people(site, ids);
    const gone = new Set([...ids].filter((id) => !people.has(id)).map(String));
    const theirs = made.filter(({ subject }) => gone.has(subject)).map(({ id }) => id);
    await this.parts.definitions.deliveries.nameNobody(site, { ids: theirs });
  }

  /** Those whom the changes are about, by the ids of the time; who has become part of another is that other. */
  async #people(site: number, ids: ReadonlySet<number>): Promise<ReadonlyMap<number, ProfileView>> {
    const { engine } = this.parts;
    const views = await engine.profiles(site, [...ids]);
    const people = new Map(views.map((view) => [view.id, view]));
    for (const id of ids) {
      if (people.has(id)) continue;
      const view = await engine.profile(site, id);
      if (view !== null) people.set(id, view);
    }
    return people;
  }
}

function placeName(site: number): string {
  return `webhooks.place.${site}`;
}
