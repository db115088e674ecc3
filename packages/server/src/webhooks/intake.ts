import type { ChangeRow, Definitions, Delivery, Site, StateStore, Webhook } from '@kindred/store';
import type { SiteRegistry } from '../auth/sites.js';
import type { Engine, ProfileView } from '../engine/contract.js';
import type { SegmentDirectory } from '../segments/directory.js';
import { cloudEvent } from './cloud-event.js';

export interface IntakeParts {
  readonly definitions: Definitions;
  readonly state: StateStore;
  readonly engine: Engine;
  readonly sites: SiteRegistry;
  readonly directory: SegmentDirectory;
  readonly clock: () => number;
}

const pageSize = 500;

/**
 * Makes deliveries of recorded enters and exits. A site's cursor is the last change that became deliveries, kept in the
 * store after them: whatever ends the process in between, the next pass makes the rest, and delivery ids (webhook and
 * change) make a repeat do nothing.
 */
export class DeliveryIntake {
  #lastCreated = 0;

  constructor(private readonly parts: IntakeParts) {}

  /** Sets a site's cursor to now: its first webhook hears of what comes, not of the past. */
  async begin(site: number): Promise<void> {
    const { definitions, state } = this.parts;
    const newest = (await state.changes(site, {}, null, 1)).rows[0];
    await definitions.settings.set(cursorName(site), newest?.id ?? '');
  }

  /** One pass over a site's changes since the last; returns how many there were. */
  async pass(site: Site, webhooks: readonly Webhook[]): Promise<number> {
    const { definitions } = this.parts;
    const cursor = await definitions.settings.get(cursorName(site.id));
    const changes = await this.#since(site.id, cursor ?? '');
    const last = changes.at(-1);
    if (last === undefined) return 0;
    for (let first = 0; first < changes.length; first += pageSize) {
      await this.#deliver(site, changes.slice(first, first + pageSize), webhooks);
    }
    await definitions.settings.set(cursorName(site.id), last.id);
    return changes.length;
  }

  /** Recorded after the change `cursor`, oldest first. */
  async #since(site: number, cursor: string): Promise<readonly ChangeRow[]> {
    const found: ChangeRow[] = [];
    let before: string | null = null;
    do {
      const page: { readonly rows: readonly ChangeRow[]; readonly next: string | null } =
        await this.parts.state.changes(site, {}, before, pageSize);
      const end = page.rows.findIndex((row) => row.id === cursor);
      found.push(...(end < 0 ? page.rows : page.rows.slice(0, end)));
      before = end < 0 ? page.next : null;
    } while (before !== null);
    return found.reverse();
  }

  async #deliver(site: Site, changes: readonly ChangeRow[], webhooks: readonly Webhook[]): Promise<void> {
    const { definitions, directory } = this.parts;
    const heard = changes.flatMap((change) => {
      const wanting = webhooks.filter((webhook) => hears(webhook, change));
      return wanting.length === 0 ? [] : [{ change, wanting }];
    });
    const people = await this.#people(
      site.id,
      heard.flatMap(({ change }) => (change.account === null ? [change.profile] : [])),
    );
    const deliveries: Delivery[] = [];
    for (const { change, wanting } of heard) {
      const segment = directory.reference(site.id, change.segment);
      const body = JSON.stringify(cloudEvent(change, site, segment, people.get(change.profile) ?? null));
      for (const webhook of wanting) deliveries.push(this.#delivery(webhook, change, body));
    }
    if (deliveries.length > 0) await definitions.deliveries.add(deliveries);
  }

  /** Those whom the changes are about, by the ids of the time; who has become part of another is that other. */
  async #people(site: number, ids: readonly number[]): Promise<ReadonlyMap<number, ProfileView>> {
    const { engine } = this.parts;
    const views = await engine.profiles(site, [...new Set(ids)]);
    const people = new Map(views.map((view) => [view.id, view]));
    for (const id of ids) {
      if (people.has(id)) continue;
      const view = await engine.profile(site, id);
      if (view !== null) people.set(id, view);
    }
    return people;
  }

  #delivery(webhook: Webhook, change: ChangeRow, body: string): Delivery {
    // Strictly growing, because the order of deliveries is that of their creation.
    const createdAt = Math.max(this.parts.clock(), this.#lastCreated + 1);
    this.#lastCreated = createdAt;
    return {
      id: `${webhook.id}.${change.id}`,
      webhook: webhook.id,
      site: webhook.site,
      body,
      state: 'pending',
      attempts: 0,
      nextAttemptAt: createdAt,
      lastStatus: null,
      lastError: null,
      createdAt,
    };
  }
}

function cursorName(site: number): string {
  return `webhooks.cursor.${site}`;
}

function hears(webhook: Webhook, change: ChangeRow): boolean {
  return (
    webhook.active &&
    change.at >= webhook.createdAt &&
    (webhook.segments === null || webhook.segments.includes(change.segment))
  );
}
