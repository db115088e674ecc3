import { compileSubjectLeaf, leafKey, type PropertyBag, type PropertyNode } from '@kindred/criteria';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RequestLeaves } from './request-leaves.js';

const calendar = { timeZone: 'Europe/Berlin', weekStart: 1 };
const noon = Date.UTC(2026, 5, 1, 12);
const nobody = { userId: null, traits: {}, groups: {} };
const spot = { latitude: 52.5, longitude: 13.4, kilometers: 50 };
const condition = (
  property: string,
  operator: PropertyNode['operator'],
  value: PropertyNode['value'],
): PropertyNode => ({
  type: 'property',
  property: `request.${property}`,
  operator,
  ...(value === undefined ? {} : { value }),
});

const conditions: readonly PropertyNode[] = [
  ...['/a', '/A/b', '/c', '/ß'].map((part) => condition('path', 'startsWith', part)),
  condition('path', 'known', undefined),
  { ...condition('path', 'equals', '/A'), exactCase: true },
  condition('localHour', 'atLeast', 12),
  condition('parameters.since', 'inLast', { amount: 1, unit: 'days' }),
  condition('parameters.place', 'near', spot),
];
const text = fc.constantFrom('/a', '/A', '/a/b', '/c', '/SS', '', `/a${'x'.repeat(300)}`, '2026-05-31T18:00:00Z');
const requests: fc.Arbitrary<PropertyBag> = fc.record(
  {
    path: text,
    localHour: fc.oneof(fc.nat(23), text),
    'parameters.since': text,
    'parameters.place': text,
    'parameters.place.latitude': fc.constantFrom(52.4, 10),
    'parameters.place.longitude': fc.constantFrom(13.3, 10),
  },
  { requiredKeys: [] },
);
const steps = fc.array(
  fc.record({
    request: requests,
    hours: fc.nat(48),
    /** Segments come and go. */
    kept: fc.option(fc.subarray([...conditions])),
  }),
  { maxLength: 40 },
);

it('answers what each condition says of each request, whatever was asked before', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const leaves = new RequestLeaves();
      for (const { request, hours, kept } of all) {
        const now = noon + hours * 3_600_000;
        for (const node of [...conditions, ...conditions]) {
          const said = leaves.of(leafKey(node), node, calendar).holds(request, now);
          expect(said, JSON.stringify(node)).toBe(compileSubjectLeaf(node, calendar)(nobody, request, now));
        }
        if (kept !== null) leaves.keep(new Set(kept.map(leafKey)));
      }
    }),
  );
});

it('gives equal conditions of several segments one answer, and later ones a list of their own after many were forgotten', () => {
  const leaves = new RequestLeaves();
  const first = condition('path', 'equals', '/0');
  const kept = leaves.of(leafKey(first), first, calendar);
  expect(leaves.of(leafKey(first), first, calendar)).toBe(kept);
  for (let i = 1; i < 500; i += 1) {
    const node = condition('path', 'equals', `/${i}`);
    const leaf = leaves.of(leafKey(node), node, calendar);
    const request = { path: `/${i % 7}` };
    expect(leaf.holds(request, noon)).toBe(i % 7 === i);
    expect(kept.holds(request, noon)).toBe(i % 7 === 0);
    leaves.keep(new Set([leafKey(first)]));
  }
});
