import { randomBytes } from 'node:crypto';
import type { Definitions, Delivery, Site, StateStore, Webhook } from '@kindred/store';
import { newId } from '../auth/secrets.js';
import type { SiteRegistry } from '../auth/sites.js';
import type { Engine } from '../engine/contract.js';
import { type Fault, InvalidRequestError, NotFoundError } from '../http/errors.js';
import { VersionConflictError } from '../http/versions.js';
import { nameOf, type SegmentDirectory } from '../segments/directory.js';
import { Turns } from '../segments/turns.js';
import { Hearing } from './hearing.js';
import { DeliveryIntake } from './intake.js';
import { RepeatedWork } from './repeated-work.js';
import { retryDelays } from './schedule.js';
import { DeliverySender } from './sender.js';

export interface WebhookParts {
  readonly definitions: Definitions;
  readonly state: StateStore;
  readonly engine: Engine;
  readonly sites: SiteRegistry;
  readonly directory: SegmentDirectory;
  readonly clock: () => number;
  readonly onError: (error: unknown) => void;
}

export interface WebhookOptions {
  /** Pause (ms) between looks while something has just happened, and while nothing has. */
  readonly busyInterval?: number;
  readonly idleInterval?: number;
  readonly retryDelays?: readonly number[];
  readonly timeout?: number;
  readonly random?: () => number;
}

/** After a change, looks stay frequent this long: the change is recorded with the engine's next flush, soon but not at once. */
const busyFor = 2_000;

/** Webhooks of all sites: their definitions, and the work of telling them of enters and exits. */
export class WebhookService {
  readonly #webhooks = new Map<string, Webhook>();
  /** Of each site's webhooks: changing them, taking in what they are to hear of, and sending again. */
  readonly #turns = new Turns();
  readonly #intake: DeliveryIntake;
  readonly #sender: DeliverySender;
  readonly #looks: RepeatedWork;
  readonly #stopListening: () => void;
  #stopped = false;

  private constructor(
    private readonly parts: WebhookParts,
    private readonly hearing: Hearing,
    options: WebhookOptions,
  ) {
    this.#intake = new DeliveryIntake({ ...parts, hearing });
    this.#sender = new DeliverySender({
      definitions: parts.definitions,
      webhook: (id) => this.#webhooks.get(id),
      clock: parts.clock,
      random: options.random ?? Math.random,
      fetch,
      retryDelays: options.retryDelays ?? retryDelays,
      timeout: options.timeout ?? 10_000,
      onError: parts.onError,
    });
    this.#looks = new RepeatedWork({
      work: () => this.#look(),
      busyInterval: options.busyInterval ?? 50,
      idleInterval: options.idleInterval ?? 1_000,
      busyFor,
      clock: parts.clock,
      onError: parts.onError,
    });
    this.#stopListening = parts.engine.onChange(() => this.#looks.wake());
  }

  static async start(parts: WebhookParts, options: WebhookOptions = {}): Promise<WebhookService> {
    const webhooks = await parts.definitions.webhooks.all();
    const sites = [...new Set(webhooks.map(({ site }) => site))];
    const hearing = await Hearing.open(parts.definitions.settings, sites);
    const service = new WebhookService(parts, hearing, options);
    for (const webhook of webhooks) service.#webhooks.set(webhook.id, webhook);
    await service.#sender.start();
    service.#looks.wake();
    return service;
  }

  list(site: number): readonly Webhook[] {
    return [...this.#webhooks.values()]
      .filter((webhook) => webhook.site === site)
      .sort((left, right) => left.createdAt - right.createdAt || (left.id < right.id ? -1 : 1));
  }

  require(site: number, id: string): Webhook {
    const webhook = this.#webhooks.get(id);
    if (webhook?.site !== site) throw new NotFoundError('There is no such webhook.', 'unknown_webhook');
    return webhook;
  }

  /** It hears of what happens from now on. */
  create(site: number, url: string, segments: readonly string[] | null): Promise<Webhook> {
    return this.#turns.take([site], () => this.#create(site, url, segments));
  }

  async #create(site: number, url: string, segments: readonly string[] | null): Promise<Webhook> {
    this.#checkSegments(site, segments ?? []);
    if (this.list(site).length === 0) await this.#intake.begin(site);
    const { at } = await this.parts.engine.endInstant(site, []);
    const webhook: Webhook = {
      id: newId('whk'),
      site,
      url,
      segments,
      secret: `whsec_${randomBytes(32).toString('base64')}`,
      active: true,
      version: 1,
      createdAt: Math.max(at + 1, this.parts.clock()),
    };
    await this.parts.definitions.webhooks.create(webhook);
    this.#webhooks.set(webhook.id, webhook);
    return webhook;
  }

  /**
   * Changes where it goes and of what it hears. What happened before is sent as if it had not been changed, what happens
   * from then on by what it is to hear of now, whenever deliveries are made of either.
   *
   * @param expected the version that the caller has changed, null where any will do
   */
  update(
    site: number,
    id: string,
    input: Pick<Webhook, 'url' | 'segments' | 'active'>,
    expected: number | null,
  ): Promise<Webhook> {
    return this.#turns.take([site], () => this.#update(site, id, input, expected));
  }

  async #update(
    site: number,
    id: string,
    { url, segments, active }: Pick<Webhook, 'url' | 'segments' | 'active'>,
    expected: number | null,
  ): Promise<Webhook> {
    const before = this.require(site, id);
    if (expected !== null && before.version !== expected) throw new VersionConflictError('webhook', before.version);
    this.#checkSegments(site, segments ?? []);
    const webhook = { ...before, url, segments, active, version: before.version + 1 };
    const { at } = await this.parts.engine.endInstant(site, []);
    await this.hearing.keep(before, at, this.list(site));
    if (!(await this.parts.definitions.webhooks.update(webhook, before.version))) {
      throw new VersionConflictError('webhook', this.require(site, id).version);
    }
    this.#webhooks.set(id, webhook);
    this.#looks.wake();
    return webhook;
  }

  /** Gives up on what it was still to hear. */
  delete(site: number, id: string): Promise<void> {
    return this.#turns.take([site], () => this.#delete(site, id));
  }

  async #delete(site: number, id: string): Promise<void> {
    this.require(site, id);
    await this.parts.definitions.webhooks.delete(site, id);
    this.#webhooks.delete(id);
    this.hearing.forget(id);
    await this.parts.definitions.deliveries.abandon(site, id, 'The webhook was deleted');
  }

  /** Deliveries of a webhook, newest first; of one state, where one is given. */
  deliveries(
    site: number,
    id: string,
    which: Parameters<Definitions['deliveries']['list']>[2],
    limit: number,
  ): Promise<readonly Delivery[]> {
    this.require(site, id);
    return this.parts.definitions.deliveries.list(site, id, which, limit);
  }

  /** Sends a delivery again, whatever became of it, with all its attempts before it. */
  async replay(site: number, webhook: string, id: string): Promise<Delivery> {
    await this.#replay(site, webhook, { id });
    const again = await this.parts.definitions.deliveries.get(site, webhook, id);
    if (again === null) throw new NotFoundError('There is no such delivery.', 'unknown_delivery');
    return again;
  }

  /** Sends again, in the order of each person, what was made since an instant and has come to one of these states. */
  replaySince(site: number, webhook: string, since: number, states: readonly Delivery['state'][]): Promise<number> {
    return this.#replay(site, webhook, { since, states });
  }

  #replay(site: number, id: string, which: Parameters<Definitions['deliveries']['replay']>[2]): Promise<number> {
    return this.#turns.take([site], async () => {
      this.require(site, id);
      const replayed = await this.parts.definitions.deliveries.replay(site, id, which, this.parts.clock());
      this.#looks.wake();
      return replayed;
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopListening();
    await this.#looks.stop();
    await this.#sender.stop();
  }

  /** Request-time segments have no enters and exits to tell of. */
  #checkSegments(site: number, segments: readonly string[]): void {
    const faults = segments.flatMap((id, index): Fault[] => {
      const segment = this.parts.directory.get(site, id);
      const path = `segments[${index}]`;
      if (segment === undefined) {
        return [
          { path, code: 'unknown_segment', message: `There is no segment “${id}”`, expected: 'the id of a segment' },
        ];
      }
      if (segment.kind !== 'requestTime') return [];
      const message = `“${nameOf(segment)}” is decided per request: nobody enters or exits it`;
      return [{ path, code: 'request_time_segment', message, expected: 'a live segment' }];
    });
    if (faults.length > 0) throw new InvalidRequestError('This webhook cannot be kept.', faults, 'invalid_webhook');
  }

  /** A page of each site at a time, so that what it brings is on its way before the next one is taken in. */
  async #look(): Promise<void> {
    for (let more = true; more && !this.#stopped; ) {
      more = false;
      for (const site of this.parts.sites.list()) if (await this.#takeIn(site)) more = true;
      for (const id of this.#webhooks.keys()) this.#sender.look(id);
    }
  }

  /** Takes in one page, in a turn of the site: what its webhooks are to hear of stays the same over the page, and no longer. */
  #takeIn(site: Site): Promise<boolean> {
    return this.#turns.take([site.id], async () => {
      const webhooks = this.list(site.id);
      return webhooks.length > 0 && (await this.#intake.pass(site, webhooks));
    });
  }
}
