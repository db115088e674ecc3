import type { ChangeRow, Definitions, Webhook } from '@kindred/store';
import { z } from 'zod';
import { retention } from '../retention.js';

const earlierState = z.object({
  /** The last instant (ms) at which it was so. */
  until: z.number(),
  active: z.boolean(),
  segments: z.array(z.string()).readonly().nullable(),
});
type EarlierState = z.output<typeof earlierState>;
const stored = z.record(z.string(), z.array(earlierState).readonly());

/**
 * Of what webhooks hear: a change is told by what the webhook was to hear of at the instant of the change, not at that at
 * which deliveries are made of it. What webhooks were to hear of before is kept as long as changes are.
 */
export class Hearing {
  /** By webhook, oldest first. */
  readonly #earlier = new Map<string, readonly EarlierState[]>();

  private constructor(private readonly settings: Definitions['settings']) {}

  static async open(settings: Definitions['settings'], sites: readonly number[]): Promise<Hearing> {
    const hearing = new Hearing(settings);
    for (const site of sites) {
      const kept = await settings.get(settingName(site));
      if (kept === null) continue;
      for (const [id, states] of Object.entries(stored.parse(JSON.parse(kept)))) hearing.#earlier.set(id, states);
    }
    return hearing;
  }

  hears(webhook: Webhook, change: Pick<ChangeRow, 'at' | 'segment'>): boolean {
    if (change.at < webhook.createdAt) return false;
    const { active, segments } = this.#earlier.get(webhook.id)?.find(({ until }) => change.at <= until) ?? webhook;
    return active && (segments === null || segments.includes(change.segment));
  }

  /**
   * Keeps what a webhook has heard of up to an instant, before it is changed. To be called one at a time a site.
   *
   * @param all webhooks of the site
   */
  async keep(webhook: Webhook, until: number, all: readonly Webhook[]): Promise<void> {
    const { site, id, active, segments } = webhook;
    const known = (this.#earlier.get(id) ?? []).filter((state) => state.until > until - retention.changes);
    const states = [...known, { until, active, segments }];
    const others = all.flatMap((one) => {
      const earlier = this.#earlier.get(one.id);
      return one.id === id || earlier === undefined ? [] : [[one.id, earlier] as const];
    });
    await this.settings.set(settingName(site), JSON.stringify(Object.fromEntries([...others, [id, states]])));
    this.#earlier.set(id, states);
  }

  forget(webhook: string): void {
    this.#earlier.delete(webhook);
  }
}

function settingName(site: number): string {
  return `webhooks.earlier.${site}`;
}
