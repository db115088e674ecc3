import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question, Warehouse } from '../contract.js';
import { openWarehouse } from '../open.js';
import { temporaryDirectory } from '../testing/temporary.js';
import { decodeBag, encodeBag } from './bag.js';
import { decodePath, encodePath } from './paths.js';

const awkward = [
  '2020-01-01',
  '2020-01-01T10:00:00Z',
  '2020-01-01 10:00:00',
  '10',
  '1e3',
  'true',
  'null',
  'NaN',
  '',
  ' ',
  '\t\n\r\\N\\',
  `'"\`{}[]:,%_`,
  'Straße İ ı ſ ΣΟΦΟΣ',
  '北京 👍🏽 \u0000 \u2028',
  '12345678901234567890',
  '[1,2]',
  '{"a":1}',
];
const numbers = [0, -0, 1, -1, 0.1, 0.30000000000000004, 9.99, 1e21, 1e-7, 5e-324, 1.7976931348623157e308];
const integers = [2 ** 31, 2 ** 53 - 1, 2 ** 53 + 2, Number('12345678901234567890'), -(2 ** 63)];
const paths = ['plain', 'a.b', 'a_b', 'A', 'with space', `it's "q" \`t\``, 'ünï.北京', '1', '_', '__proto_', ''];

describe('property bags', () => {
  let warehouse: Warehouse;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    remove = directory.remove;
    warehouse = await openWarehouse({ path: directory.path });
  }, 30_000);

  afterAll(async () => {
    await warehouse.close();
    await remove();
  });

  it('come back from the engine exactly, whatever else has stood at the same paths', async () => {
    const values = [...awkward, ...numbers, ...integers, true, false];
    const lists = [
      awkward,
      [...numbers, ...integers],
      [true, false],
      ['a', 1, true, 'A', 2],
      ['2020-01-01', '2020-01-01T00:00Z'],
    ];
    const bags = [
      ...[...values, ...lists].map((value) => ({ x: value })),
      Object.fromEntries(paths.map((path, i) => [path, `Value ${i}`])),
      Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`many.${i}`, i % 2 ? i : `Text ${i}`])),
      {},
    ];
    const rows = bags.map((bag, i) =>
      warehouse.encode.event({
        site: 1,
        identity: i + 1,
        position: i,
        messageId: `m${i}`,
        type: 'track',
        name: 'Tried',
        time: i,
        receivedAt: i,
        userId: null,
        anonymousId: null,
        properties: bag,
        context: bag,
      }),
    );
    // In several inserts, so that parts with different types of one path are read together and then merged.
    const size = Math.ceil(rows.length / 4);
    for (let from = 0; from < rows.length; from += size) {
      await warehouse.insert('events', rows.slice(from, from + size).join('\n'), `bags-${from}`);
    }
    for (const [i, bag] of bags.entries()) {
      const [event] = await warehouse.analytics.events(1, i + 1, { limit: 1 });
      expect(event?.properties).toEqual(bag);
      expect(event?.context).toEqual(bag);
      if ('x' in bag && Object.is(bag.x, -0)) expect(Object.is(event?.properties.x, -0)).toBe(true);
    }
  }, 60_000);

  it('finds values beyond the paths that have columns of their own, and none that only look alike', async () => {
    const crowded = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`trait${i}`, `Value ${i}`]));
    const person = (id: number, traits: Record<string, unknown>): string =>
      warehouse.encode.profile({
        site: 2,
        id,
        version: 1,
        deleted: false,
        userId: null,
        traits,
        groups: {},
        firstSeen: 0,
        lastSeen: 0,
      });
    const people = [person(1, crowded), person(2, { n: '10' }), person(3, { n: 10 }), person(4, { n: ['x', 10] })];
    await warehouse.insert('profiles', people.join('\n'), 'crowd');
    const matching = (property: string, value: string | number): Promise<readonly number[]> => {
      const question: Question = {
        site: 2,
        audience: {
          criteria: { type: 'property', property, operator: 'equals', value },
          includeGuests: true,
          includes: [],
          excludes: [],
        },
        segment: () => undefined,
        now: 0,
        calendar: { timeZone: 'UTC', weekStart: 1 },
      };
      return warehouse.page(question, 'certain', 0, 10, { purpose: 'interactive' });
    };
    expect(await matching('user.trait2999', 'VALUE 2999')).toEqual([1]);
    expect(await matching('user.trait0', 'value 0')).toEqual([1]);
    expect(await matching('user.n', '10')).toEqual([2]);
    expect(await matching('user.n', 10)).toEqual([3, 4]);
  }, 60_000);

  it('keep raw text only where folding changes it', () => {
    expect(encodeBag({ plan: 'gold' })).toBe('{"f_plan":"gold"}');
    expect(encodeBag({ plan: 'Gold' })).toBe('{"f_plan":"gold","t_plan":"Gold"}');
    expect(encodeBag({ since: '2020-01-01' })).toBe('{"f_since":"2020-01-01","w_since":1577836800000.0}');
    expect(encodeBag({ n: 1 })).toBe('{"n_n":1.0}');
  });

  it('are read back from their sub-columns', () => {
    for (const value of [...awkward, ...numbers, ...integers, true, false, ['A', 'b'], [1, 'x'], [0.1, 2]]) {
      expect(decodeBag(JSON.parse(encodeBag({ 'a.b': value })))).toEqual({ 'a.b': value });
    }
    expect(decodeBag(JSON.parse(encodeBag({ a: { b: [{ c: 1 }, { c: 2 }] }, gone: null })))).toEqual({
      'a.b.c': [1, 2],
    });
  });

  it.each(paths)('never let the path %j be anything but a safe name', (path) => {
    expect(encodePath(path)).toMatch(/^[A-Za-z0-9_]*$/);
    expect(decodePath(encodePath(path))).toBe(path);
  });
});
