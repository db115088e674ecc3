import type { Event } from './acknowledged-load.js';

/** Somebody of a round, with what counts. */
export interface CrashVisitor {
  /** Their anonymous id; `user-` and it is their user id. */
  readonly name: string;
  readonly known: boolean;
  readonly pings: readonly { readonly messageId: string; readonly anonymous: boolean }[];
}

export const mostPings = 12;
const minute = 60_000;

/** Segments of every kind of behavioural state, so that a crash meets each of them half-written. */
export function crashSegments(): { key: string; criteria: unknown }[] {
  return [
    ...Array.from({ length: mostPings }, (_, index) => ({
      key: `pings-${index + 1}`,
      criteria: { type: 'event', event: 'Ping', count: { atLeast: index + 1 } },
    })),
    {
      key: 'carts-lately',
      criteria: { type: 'event', event: 'Cart', count: { atLeast: 1 }, window: rolling(3, 'minutes') },
    },
    {
      key: 'carts-in-the-past',
      criteria: {
        type: 'event',
        event: 'Cart',
        count: { exactly: 1 },
        window: { past: { from: { amount: 20, unit: 'minutes' }, to: { amount: 4, unit: 'minutes' } } },
      },
    },
    {
      key: 'bought-what-was-in-the-cart',
      criteria: {
        type: 'sequence',
        steps: [{ event: 'Cart' }, { event: 'Order', without: [{ event: 'Ping' }] }],
        within: { amount: 10, unit: 'minutes' },
        same: 'properties.product',
      },
    },
    {
      key: 'left-the-cart',
      criteria: {
        type: 'sequence',
        steps: [{ event: 'Cart' }, { event: 'Order', absent: true }],
        within: { amount: 2, unit: 'minutes' },
      },
    },
    {
      key: 'spent',
      criteria: {
        type: 'aggregate',
        event: 'Order',
        function: 'sum',
        property: 'properties.amount',
        operator: 'atLeast',
        value: 100,
        window: rolling(15, 'minutes'),
      },
    },
    {
      key: 'products',
      criteria: {
        type: 'event',
        event: 'Order',
        count: { atLeast: 2 },
        of: { distinct: 'values', property: 'properties.product' },
      },
    },
    {
      key: 'known-and-few-pings',
      criteria: {
        type: 'all',
        of: [
          { type: 'property', property: 'user.plan', operator: 'oneOf', value: ['free', 'trial'] },
          { type: 'not', of: { type: 'event', event: 'Ping', count: { atLeast: 6 } } },
        ],
      },
    },
  ];
}

function rolling(amount: number, unit: string) {
  return { rolling: { amount, unit } };
}

/**
 * What the visitors of one round do, in an order of its own: anonymous, then joined to a user, with pings, carts and
 * orders up to half an hour ago.
 */
export function crashRound(
  round: number,
  visitors: number,
  now: number,
  random: () => number,
): { events: Event[]; visitors: CrashVisitor[] } {
  const all: CrashVisitor[] = [];
  const events = Array.from({ length: visitors }).flatMap((_, visitor) => {
    const count = Math.floor(random() * (mostPings + 1));
    const name = `r${round}-v${visitor}`;
    const known = random() < 0.5;
    let sent = 0;
    const call = (content: Readonly<Record<string, unknown>>): Event => ({
      ...whoCalls(name, known ? random() : 0),
      messageId: `${name}-${sent++}`,
      timestamp: new Date(now - Math.floor(random() * 30 * minute)).toISOString(),
      ...content,
    });
    const pings = Array.from({ length: count }, () => call({ type: 'track', event: 'Ping' }));
    const anonymous = (ping: Event): boolean => ping.userId === undefined;
    all.push({ name, known, pings: pings.map((ping) => ({ messageId: ping.messageId, anonymous: anonymous(ping) })) });
    return [
      ...pings,
      ...Array.from({ length: Math.floor(random() * 4) }, () =>
        call({
          type: 'track',
          event: random() < 0.5 ? 'Cart' : 'Order',
          properties: { product: `p${Math.floor(random() * 2)}`, amount: Math.round(random() * 12_000) / 100 },
        }),
      ),
      // Last and with both ids, so that all calls of a visitor are of one person in the end.
      ...(known ? [joining(name, `${name}-joined`, random)] : []),
    ];
  });
  return { events: shuffled(events, random), visitors: all };
}

function joining(name: string, messageId: string, random: () => number): Event {
  const plan = random() < 0.5 ? 'free' : 'paid';
  return { type: 'identify', anonymousId: name, userId: `user-${name}`, messageId, traits: { plan } };
}

function whoCalls(name: string, chance: number): Readonly<Record<string, string>> {
  if (chance < 0.5) return { anonymousId: name };
  return chance < 0.75 ? { userId: `user-${name}` } : { anonymousId: name, userId: `user-${name}` };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const all = items.map((item) => ({ item, at: random() }));
  return all.sort((a, b) => a.at - b.at).map(({ item }) => item);
}
