import type { BehaviourNode, Criteria, EventNode, PropertyNode, Scalar, Window } from '@kindred/criteria';
import type { AcceptedEvent } from '@kindred/server';

/** A property of an event, with a value that it really had. */
interface Trace {
  readonly name: string;
  readonly property: string;
  readonly value: Scalar;
}

/** Segments of every kind of behavioural state about what the events of a day really hold, with windows that end within it. */
export function replaySegments(count: number, events: readonly AcceptedEvent[], random: () => number): Criteria[] {
  const names = [...new Set(events.map(({ name }) => name).filter((name) => name !== ''))];
  const traces = tracesOf(events);
  const numbers = traces.filter(({ value }) => typeof value === 'number');
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]): T | undefined => from[below(from.length)];
  const name = (): string => pick(names) ?? 'Page Viewed';
  const window = (): Window => {
    switch (below(4)) {
      case 0:
        return { rolling: { amount: 1 + below(90), unit: 'minutes' } };
      case 1:
        return { rolling: { amount: 1 + below(36), unit: 'hours' } };
      case 2:
        return { rolling: { amount: 1 + below(30), unit: 'days' } };
      default:
        return { calendar: pick(['day', 'week', 'month'] as const) ?? 'day' };
    }
  };
  const where = (trace: Trace): PropertyNode => ({
    type: 'property',
    property: trace.property,
    operator: 'equals',
    value: trace.value,
  });
  const counted = (): EventNode => {
    const trace = random() < 0.6 ? pick(traces) : undefined;
    const base = { type: 'event' as const, event: trace?.name ?? name(), ...(trace ? { where: where(trace) } : {}) };
    const k = 1 + below(3);
    switch (below(4)) {
      case 0:
        return { ...base, count: { atMost: k }, window: window() };
      case 1:
        return { ...base, count: { exactly: k }, window: window() };
      default:
        return { ...base, count: { atLeast: k }, window: window() };
    }
  };
  const behaviour = (): BehaviourNode => {
    const number = pick(numbers);
    switch (below(6)) {
      case 0:
        return {
          type: 'sequence',
          steps: [{ event: name() }, { event: name(), ...(random() < 0.3 ? { absent: true } : {}) }],
          within: { amount: 5 + below(120), unit: 'minutes' },
        };
      case 1:
        if (number !== undefined && typeof number.value === 'number') {
          return {
            type: 'aggregate',
            event: number.name,
            function: pick(['sum', 'average', 'maximum'] as const) ?? 'sum',
            property: number.property,
            operator: 'atLeast',
            value: number.value,
            window: window(),
          };
        }
        return counted();
      case 2:
        return { type: 'event', event: name(), count: { atLeast: 2 }, of: { distinct: 'days' } };
      case 3:
        return { type: 'event', event: name(), count: { atLeast: 2 }, of: { distinct: 'sessions' }, window: window() };
      default:
        return counted();
    }
  };
  const one = (): Criteria => {
    if (random() < 0.6) return behaviour();
    const parts = [behaviour(), random() < 0.5 ? { type: 'not' as const, of: behaviour() } : behaviour()];
    return { type: random() < 0.5 ? 'all' : 'any', of: parts };
  };
  return Array.from({ length: count }, one);
}

function tracesOf(events: readonly AcceptedEvent[]): Trace[] {
  const found = new Map<string, Trace>();
  for (const { name, properties } of events) {
    for (const [property, value] of Object.entries(properties)) {
      if (name === '' || typeof value === 'object') continue;
      const trace = { name, property: `properties.${property}`, value };
      found.set(JSON.stringify(trace), trace);
    }
  }
  return [...found.values()];
}
