import type { Answer, Environment, PageFacts } from './environment.js';

/** A page for tests: its clock, timers and network are in the test's hands. */
export interface FakePage {
  readonly environment: Environment;
  readonly requests: { readonly url: string; readonly body: SentBody }[];
  readonly beacons: { readonly url: string; readonly body: SentBody }[];
  readonly stored: Map<string, string>;
  page: PageFacts;
  privacy: boolean;
  takesBeacons: boolean;
  /** What the network answers next; the last one stays. Null: it fails. */
  answers: (Answer | null)[];
  /** Moves the clock, runs what is due and lets promises settle. */
  pass(ms: number): Promise<void>;
  leave(): void;
}

export interface SentBody {
  readonly writeKey?: string;
  readonly decideKey?: string;
  readonly anonymousId?: string;
  readonly userId?: string;
  readonly sentAt?: string;
  readonly batch: readonly {
    readonly type: string;
    readonly messageId: string;
    readonly anonymousId: string;
    readonly userId?: string;
    readonly event?: string;
    readonly properties?: Record<string, unknown>;
    readonly context: {
      readonly campaign?: Record<string, string>;
      readonly page: PageFacts;
      readonly session?: Record<string, number>;
    };
  }[];
  readonly context: Record<string, unknown>;
}

export const ok: Answer = { status: 200, retryAfter: null, body: '{"success":true}' };

export function fakePage(kept: Map<string, string> = new Map(), start = 1_700_000_000_000): FakePage {
  let now = start;
  let ids = 0;
  let timers: { at: number; run: () => void }[] = [];
  const leaves: (() => void)[] = [];
  const fake: FakePage = {
    requests: [],
    beacons: [],
    stored: kept,
    page: { url: 'https://shop.example/a/?x=1', path: '/a/', search: '?x=1', title: 'A', referrer: '' },
    privacy: false,
    takesBeacons: true,
    answers: [ok],
    environment: {
      now: () => now,
      id: () => `id-${start}-${ids++}`,
      random: () => 0.5,
      later: (run, ms) => {
        timers.push({ at: now + ms, run });
      },
      page: () => fake.page,
      visitor: () => ({
        userAgent: 'Test/1',
        locale: 'en-US',
        timezone: 'Europe/Berlin',
        device: 'desktop',
        screen: { width: 1, height: 1 },
      }),
      privacySignal: () => fake.privacy,
      storage: {
        get: (name) => kept.get(name) ?? null,
        set: (name, value) => {
          if (value === null) kept.delete(name);
          else kept.set(name, value);
        },
      },
      post(url, body) {
        fake.requests.push({ url, body: JSON.parse(body) });
        const answer = fake.answers.length > 1 ? fake.answers.shift() : fake.answers[0];
        return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('network'));
      },
      beacon(url, body) {
        if (fake.takesBeacons) fake.beacons.push({ url, body: JSON.parse(body) });
        return fake.takesBeacons;
      },
      onLeave: (run) => {
        leaves.push(run);
      },
    },
    async pass(ms) {
      now += ms;
      for (let round = 0; round < 20; round += 1) {
        const due = timers.filter((timer) => timer.at <= now);
        timers = timers.filter((timer) => timer.at > now);
        for (const timer of due) timer.run();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    leave() {
      for (const run of leaves) run();
    },
  };
  return fake;
}
