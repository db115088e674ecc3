import { visitCampaign } from './campaign.js';
import type { Environment } from './environment.js';
import type { Message, MessageType, Properties } from './message.js';
import type { DecidedSegment, Decisions, LoadOptions } from './options.js';
import { createQueue, type Queue } from './queue.js';
import { forgetVisits, present } from './visit.js';

/** What pages call. Calls made before `load` are carried out after it. */
export interface Kindred {
  /** Starts the client; later calls are ignored. */
  load(options: LoadOptions): Kindred;
  /** The visitor sees a page. Its URL, path, title and referrer are taken from the browser. */
  page(name?: string, properties?: Properties): void;
  /** The visitor did something. */
  track(event: string, properties?: Properties): void;
  /** The visitor is this user: signed in, or known again. Joins what was done before under the anonymous id. */
  identify(userId: string, traits?: Properties): void;
  /** The user belongs to this account. */
  group(groupId: string, traits?: Properties): void;
  /** Moves the history of `previousId` (default: this visitor's anonymous id) to a user. */
  alias(userId: string, previousId?: string): void;
  /** The user signed out: forget who it was, and be a new guest. */
  reset(): void;
  /** Which public segments the visitor is in now, everything sent before included. Never rejects; see {@link Decisions.error}. */
  decide(): Promise<Decisions>;
  /** Resolves once everything so far has reached the server. */
  flush(): Promise<void>;
  /** Null before `load`, and where privacy signals are honoured. */
  anonymousId(): string | null;
  userId(): string | null;
}

const anonymousName = 'kindred_anonymous_id';
const userName = 'kindred_user_id';
const nobody: Decisions = { segments: [], keys: [] };
const defaultTimeout = 3_000;

/** A client over one browser page. */
export function createKindred(environment: Environment): Kindred {
  let options: LoadOptions | null = null;
  let queue: Queue | null = null;
  let early: (() => void)[] = [];
  const { storage } = environment;

  function host(): string {
    return (options?.host ?? '').replace(/\/+$/, '');
  }

  function anonymousId(): string | null {
    if (queue === null) return null;
    const kept = storage.get(anonymousName);
    if (kept !== null) return kept;
    const fresh = environment.id();
    storage.set(anonymousName, fresh);
    return fresh;
  }

  function context(isPage: boolean): Properties {
    const visitor = environment.visitor();
    const page = environment.page();
    const campaign = queue === null ? null : visitCampaign(page.search, storage, environment.now());
    return {
      page: { ...page },
      userAgent: visitor.userAgent,
      locale: visitor.locale,
      timezone: visitor.timezone,
      screen: visitor.screen,
      device: { type: visitor.device },
      ...(campaign === null ? {} : { campaign: { ...campaign } }),
      ...(queue === null ? {} : { session: { ...present(storage, environment.now(), isPage) } }),
      library: { name: 'kindred.js', version: '0.1.0' },
    };
  }

  function send(type: MessageType, fields: Partial<Message>): void {
    const anonymous = anonymousId();
    if (queue === null || anonymous === null) return;
    const user = storage.get(userName);
    queue.add({
      type,
      messageId: environment.id(),
      timestamp: new Date(environment.now()).toISOString(),
      anonymousId: anonymous,
      ...(user === null ? {} : { userId: user }),
      ...fields,
      context: context(type === 'page'),
    });
  }

  /** Runs now, or as soon as the client is loaded. */
  function loaded(run: () => void): void {
    if (options === null) early.push(run);
    else run();
  }

  async function ask(current: LoadOptions): Promise<Decisions> {
    if (current.decideKey === undefined) return { ...nobody, error: 'no decide key' };
    const timeout = current.decideTimeout ?? defaultTimeout;
    try {
      // What was done a moment ago counts, so it goes first; a server that is slow to take it must not hold up the page.
      await Promise.race([queue?.flush(), wait(timeout)]);
      const user = storage.get(userName);
      const body = JSON.stringify({
        decideKey: current.decideKey,
        ...(queue === null ? {} : { anonymousId: anonymousId(), ...(user === null ? {} : { userId: user }) }),
        context: context(false),
      });
      const answer = await environment.post(`${host()}/v1/decide`, body, timeout);
      if (answer.status !== 200) return { ...nobody, error: `status ${answer.status}` };
      return decisionsOf(JSON.parse(answer.body));
    } catch (error) {
      return { ...nobody, error: String(error) };
    }
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      environment.later(resolve, ms);
    });
  }

  const kindred: Kindred = {
    load(given) {
      if (options !== null) return kindred;
      options = given;
      if (given.respectPrivacySignals === false || !environment.privacySignal()) {
        queue = createQueue(environment, `${host()}/v1/batch`, given.writeKey);
      }
      const calls = early;
      early = [];
      for (const run of calls) run();
      return kindred;
    },
    page: (name, properties) =>
      loaded(() => {
        const named = name === undefined ? {} : { name };
        send('page', { ...named, properties: { ...environment.page(), ...named, ...properties } });
      }),
    track: (event, properties) => loaded(() => send('track', { event, properties: properties ?? {} })),
    identify: (userId, traits) =>
      loaded(() => {
        if (queue !== null) storage.set(userName, userId);
        send('identify', { userId, traits: traits ?? {} });
      }),
    group: (groupId, traits) => loaded(() => send('group', { groupId, traits: traits ?? {} })),
    alias: (userId, previousId) =>
      loaded(() => {
        const previous = previousId ?? anonymousId();
        if (previous !== null) send('alias', { userId, previousId: previous });
      }),
    reset: () =>
      loaded(() => {
        storage.set(userName, null);
        storage.set(anonymousName, null);
        forgetVisits(storage);
      }),
    decide: () =>
      new Promise((resolve) => {
        loaded(() => {
          if (options !== null) resolve(ask(options));
        });
      }),
    flush: () =>
      new Promise((resolve) => {
        loaded(() => resolve(queue?.flush()));
      }),
    anonymousId,
    userId: () => (queue === null ? null : storage.get(userName)),
  };
  return kindred;
}

/** Reads the server's answer; what is not as it should be counts as no segments. */
export function decisionsOf(answer: unknown): Decisions {
  if (typeof answer !== 'object' || answer === null || !('segments' in answer) || !Array.isArray(answer.segments)) {
    return { ...nobody, error: 'unreadable answer' };
  }
  const segments: DecidedSegment[] = answer.segments.filter(
    (item: unknown): item is DecidedSegment =>
      typeof item === 'object' &&
      item !== null &&
      'key' in item &&
      typeof item.key === 'string' &&
      'name' in item &&
      typeof item.name === 'object' &&
      item.name !== null,
  );
  return { segments, keys: segments.map((segment) => segment.key) };
}
