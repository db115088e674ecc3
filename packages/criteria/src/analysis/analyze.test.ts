import { describe, expect, it } from 'vitest';
import { all, any, atLeast, atMost, did, is, not, person } from '../cases/case.js';
import type { AggregateNode, Criteria, Operand, Operator, Scalar, TimeSpan } from '../criteria.js';
import { type EvaluationInput, evaluate } from '../evaluate.js';
import { everyone } from '../everyone.js';
import { generateWorld, type Random, randomFrom } from '../generate.js';
import { analyze, type Finding, type PropertyCatalogue } from './analyze.js';

const briefly = (criteria: Criteria, catalogue?: PropertyCatalogue) =>
  analyze(criteria, catalogue === undefined ? {} : { catalogue }).map(({ code, path }) => `${path}: ${code}`);

const days = (amount: number) => ({ rolling: { amount, unit: 'days' } }) as const;
const lastTime = (event: string, operator: Operator, value: Operand): Criteria => ({
  type: 'eventTime',
  event,
  which: 'last',
  operator,
  value,
});
const sumIsKnown: AggregateNode = {
  type: 'aggregate',
  event: 'B',
  function: 'sum',
  property: 'properties.y',
  operator: 'known',
};
const free = is('user.plan', 'equals', 'free');
const pro = is('user.plan', 'equals', 'pro');
const single: PropertyCatalogue = { property: () => ({ single: true }) };

describe('analysis', () => {
  it('finds nothing wrong with counting all people of an account', () => {
    const people: Criteria = { type: 'people', of: everyone, count: { atLeast: 10 } };
    expect(analyze(all(people), { subject: 'account' })).toEqual([]);
  });

  it('speaks the languages of the studio', () => {
    const criteria = all(free, pro, is('user.plan', 'known'));
    const said = (language: 'es' | 'de') =>
      analyze(criteria, { language, catalogue: single }).map(({ code, message }) => [code, message]);
    expect(said('es')).toEqual([
      ['matches_nobody', 'Nadie puede cumplirlo nunca: las condiciones se contradicen'],
      ['contradiction', '“cuyo plan es «free»” y “cuyo plan es «pro»” nunca pueden cumplirse a la vez'],
      [
        'implied',
        '“cuyo plan se conoce” nunca cambia nada: también tiene que cumplirse “cuyo plan es «free»”, y entonces esto se cumple',
      ],
    ]);
    expect(said('de')).toEqual([
      ['matches_nobody', 'Auf niemanden kann das je zutreffen: Die Bedingungen widersprechen einander'],
      ['contradiction', '»deren plan „free“ ist« und »deren plan „pro“ ist« können nie beide zutreffen'],
      [
        'implied',
        '»deren plan bekannt ist« kann nie den Ausschlag geben: »deren plan „free“ ist« muss auch zutreffen, und dann trifft das zu',
      ],
    ]);
  });

  it.each<[string, Criteria, string[]]>([
    ['nothing about sound criteria', all(free, any(atLeast(3, 'A', days(7)), is('user.age', 'atLeast', 30))), []],
    [
      'numbers that only several values could satisfy',
      all(is('user.age', 'greaterThan', 30), is('user.age', 'lessThan', 20)),
      ['of[1]: contradiction_of_single_value'],
    ],
    [
      'two ids of one person',
      all(is('profile.userId', 'equals', 'a'), is('profile.userId', 'equals', 'b')),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'being and not being',
      all(free, not(is('user.plan', 'oneOf', ['free', 'pro']))),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'a value of somebody who has none',
      all(free, not(is('user.plan', 'known'))),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'counts that contradict through their windows and conditions',
      all(
        atLeast(3, 'A', days(7), all(is('properties.x', 'equals', 'a'), is('properties.y', 'known'))),
        atMost(2, 'A', { rolling: { amount: 4, unit: 'weeks' } }, is('properties.x', 'startsWith', 'A')),
      ),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'everyone by two counts',
      any(atMost(2, 'A', days(7)), atLeast(1, 'A')),
      [': matches_everyone', ': always_true', 'of[0]: negative_in_any'],
    ],
    [
      'everyone by a negation',
      any(not(free), is('user.plan', 'startsWith', 'f')),
      [': matches_everyone', ': always_true', 'of[0]: negative_in_any'],
    ],
    [
      'nearly everyone by two negations',
      any(not(free), not(pro)),
      ['of[1]: negative_in_any', 'of[0]: negative_in_any'],
    ],
    [
      'a negation beside another way in',
      any(free, not(is('user.country', 'equals', 'DE'))),
      ['of[1]: negative_in_any'],
    ],
    [
      'a negation where one of two is enough',
      { type: 'atLeast', count: 1, of: [free, not(is('user.country', 'equals', 'DE'))] },
      ['of[1]: negative_in_any'],
    ],
    [
      'two negations together beside another way in',
      any(free, all(not(is('user.country', 'equals', 'DE')), not(is('user.age', 'atLeast', 18)))),
      ['of[1]: negative_in_any'],
    ],
    [
      'a negation of either beside another way in',
      any(free, not(any(is('user.country', 'equals', 'DE'), is('user.age', 'atLeast', 18)))),
      ['of[1]: negative_in_any'],
    ],
    [
      'not both',
      not(all(free, is('user.country', 'equals', 'DE'))),
      ['of.of[0]: negative_in_any', 'of.of[1]: negative_in_any'],
    ],
    [
      'no negation: one that is needed with another',
      any(free, all(not(is('user.country', 'equals', 'DE')), is('user.age', 'atLeast', 18))),
      [],
    ],
    [
      'a contradiction where two of two are needed',
      { type: 'atLeast', count: 2, of: [free, not(is('user.plan', 'known'))] },
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'no value, and one that is known',
      all({ ...is('user.tags', 'atMost', 0), of: 'size' }, is('user.tags', 'known')),
      [': matches_nobody', 'of[1]: contradiction'],
    ],
    [
      'an hour that no clock shows',
      is('request.localHour', 'greaterThan', 30),
      [': matches_nobody', ': never_true', ': request_time'],
    ],
    [
      'more days than today has',
      { ...atLeast(2, 'A', { calendar: 'day' }), of: { distinct: 'days' } },
      [': matches_nobody', ': never_true'],
    ],
    [
      'as many days as a week touches, and no more',
      any(
        { ...atLeast(8, 'A', days(7)), of: { distinct: 'days' } },
        { ...atLeast(40, 'A', days(7)), of: { distinct: 'days' } },
      ),
      ['of[1]: never_true', 'of[1]: absorbed'],
    ],
    ['what is said twice, in another spelling', all(free, is('user.plan', 'oneOf', ['free'])), ['of[1]: duplicate']],
    [
      'what another part implies',
      all(is('user.age', 'atLeast', 18), is('user.age', 'between', [30, 40])),
      ['of[0]: implied'],
    ],
    ['what another part absorbs', any(free, all(free, atLeast(1, 'A'))), ['of[1]: absorbed']],
    ['absorption in the other order', all(any(free, atLeast(1, 'A')), free), ['of[0]: implied']],
    [
      'a branch that what stands around it rules out',
      all(free, any(not(is('user.plan', 'known')), atLeast(1, 'A'))),
      ['of[1].of[0]: negative_in_any', 'of[1].of[0]: unreachable'].slice(1),
    ],
    [
      'a contradiction spread over three parts',
      all(free, atMost(0, 'A'), any(not(free), atLeast(1, 'A'))),
      [': matches_nobody', 'of[2].of[0]: negative_in_any', 'of[2].of[0]: unreachable', 'of[2].of[1]: unreachable'],
    ],
    [
      'conditions that no event can satisfy',
      atLeast(1, 'A', undefined, all(is('properties.x', 'equals', 1), not(is('properties.x', 'known')))),
      [': matches_nobody', 'where.of[1]: contradiction', ': never_true'],
    ],
    [
      'a sum of events of which there can be none',
      {
        ...sumIsKnown,
        operator: 'atMost',
        value: 5,
        where: all(is('properties.x', 'equals', 1), not(is('properties.x', 'known'))),
      },
      [': matches_everyone', 'where.of[1]: contradiction', ': always_true', ': costly'],
    ],
    ['what only a visit tells', all(free, is('request.browser', 'equals', 'Chrome')), ['of[1]: request_time']],
    [
      'a date before and after',
      all(is('request.localDate', 'before', '2026-01-01'), is('request.localDate', 'after', '2026-02-01')),
      [': matches_nobody', 'of[1]: contradiction', 'of[0]: request_time', 'of[1]: request_time'],
    ],
    ['a sum that is known of everybody', sumIsKnown, [': matches_everyone', ': always_true', ': costly']],
    [
      'a sum that is known beside a count of the same event',
      all(atLeast(1, 'B'), sumIsKnown),
      ['of[1]: always_true', 'of[1]: costly'],
    ],
    ['much that is kept', atLeast(5_000, 'A', days(30)), [': costly']],
  ])('reports %s', (_name, criteria, expected) => {
    expect(briefly(criteria)).toEqual(expected);
  });

  it('takes what can be there several times, and the parts of a place, for no contradiction', () => {
    for (const name of ['request.parameters.a', 'request.cookies.a']) {
      const both = all(is(name, 'equals', 'x'), is(name, 'equals', 'y'));
      expect(briefly(both)).toEqual([
        'of[1]: contradiction_of_single_value',
        'of[0]: request_time',
        'of[1]: request_time',
      ]);
    }
    const near = is('user.home', 'near', { latitude: 1, longitude: 1, kilometers: 5 });
    expect(briefly(all({ ...is('user.home', 'equals', 0), of: 'size' }, near))).toEqual([]);
  });

  it('does not call two parts needless because of one another', () => {
    const wide = is('user.w', 'greaterThan', 1);
    const group = (name: string, width: number) =>
      any(all(wide, is(name, 'equals', 'x')), is('user.w', 'greaterThan', width));
    expect(briefly(all(group('user.c', 5), group('user.d', 6)), single)).toEqual(['of[0].of[0].of[0]: implied']);
    expect(briefly(all(wide, group('user.c', 5)), single)).toEqual(['of[1].of[0].of[0]: implied']);
  });

  it('takes two values for a contradiction where a site says that there is only one', () => {
    expect(briefly(all(free, pro), single)).toEqual([': matches_nobody', 'of[1]: contradiction']);
  });

  it('says what is wrong in words, with both paths', () => {
    const [, finding] = analyze(all(is('profile.userId', 'equals', 'a'), is('profile.userId', 'equals', 'b')));
    expect(finding).toEqual({
      code: 'contradiction',
      severity: 'error',
      path: 'of[1]',
      relatedPath: 'of[0]',
      message: 'whose user id is “a” and whose user id is “b” can never both be true',
    });
  });

  it('reports what nobody has, with the path', () => {
    const catalogue: PropertyCatalogue = {
      property: (name) =>
        name === 'user.plan' ? { type: 'text' } : name === 'user.age' ? { type: 'number', vanished: true } : undefined,
      hasEvent: (name) => name === 'A',
    };
    const criteria = all(
      is('user.plan', 'greaterThan', 1),
      is('user.age', 'equals', 1),
      is('user.plam', 'known'),
      is('account.industry', 'known'),
      is('account.id', 'known'),
      atLeast(1, 'A'),
      atLeast(1, 'a'),
    );
    expect(briefly(criteria, catalogue)).toEqual([
      'of[0].operator: type_mismatch',
      'of[1].property: vanished_property',
      'of[2].property: unknown_property',
      'of[3].property: unknown_property',
      'of[6].event: unknown_event',
    ]);
  });

  it('says of a place that only its parts have values', () => {
    const catalogue: PropertyCatalogue = {
      property: (name) => (/^user\.home\.(?:latitude|longitude)$/.test(name) ? { type: 'number' } : undefined),
    };
    const near = is('user.home', 'near', { latitude: 1, longitude: 2, kilometers: 3 });
    const criteria = all(is('user.home', 'known'), near, is('user.home.latitude', 'known'));
    expect(analyze(criteria, { catalogue }).filter(({ code }) => code !== 'implied')).toMatchObject([
      { code: 'type_mismatch', path: 'of[0].operator', message: expect.stringContaining('“user.home.latitude”') },
    ]);
  });

  it('reports values that are not on the list of a property', () => {
    const catalogue: PropertyCatalogue = {
      property: (name) => (name === 'request.cookies.theme' ? { values: ['Straße', 'dark'] } : { values: ['a'] }),
    };
    const criteria = all(
      is('request.cookies.theme', 'oneOf', ['DARK', 'STRASSE']),
      is('request.cookies.theme', 'equals', 'blue'),
      is('request.cookies.theme', 'contains', 'blu'),
      is('user.plan', 'equals', 'b'),
    );
    const found = analyze(criteria, { catalogue }).filter(({ code }) => code === 'outside_vocabulary');
    expect(found.map(({ path }) => path)).toEqual(['of[1].value', 'of[3].value']);
  });

  it('ends soon on the largest definitions', () => {
    const values = Array.from({ length: 1_000 }, (_, index) => `value ${index}`);
    const part = (index: number) => is('profile.userId', 'oneOf', [...values.slice(index), `${index}`]);
    const large = all(...Array.from({ length: 499 }, (_, index) => part(index)));
    const many = any(
      ...Array.from({ length: 250 }, (_, index) => all(is('user.x', 'atLeast', index), is('user.y', 'atMost', index))),
    );
    for (const criteria of [large, many]) {
      const before = Date.now();
      analyze(criteria);
      expect(Date.now() - before).toBeLessThan(5_000);
    }
    expect(briefly(large)).toContain(': not_looked_at');
  });
});

describe('what analysis says', () => {
  it('is true of every generated person', () => {
    const seen = new Map<string, number>();
    for (let seed = 0; seed < 3_000; seed++) {
      const random = randomFrom(seed);
      const criteria = narrow(random, 3);
      const findings = analyze(criteria);
      if (findings.length > 0) check(seed, criteria, findings, peopleOf(random), seen);
    }
    for (const code of [
      'contradiction',
      'always_true',
      'implied',
      'absorbed',
      'unreachable',
      'duplicate',
      'matches_nobody',
      'matches_everyone',
    ]) {
      expect(seen.get(code) ?? 0, code).toBeGreaterThan(20);
    }
  });

  it('is true in worlds of every kind of condition', () => {
    for (let seed = 0; seed < 400; seed++) {
      const world = generateWorld(seed, { requests: true, segments: ['s'], count: 2 });
      for (const one of world.criteria) {
        for (const criteria of [one, all(one, ...world.criteria), any(not(one), ...world.criteria)]) {
          const people = world.visitors.map((visitor) => ({ ...world, ...visitor, isMember: () => true }));
          check(seed, criteria, analyze(criteria), people, new Map());
        }
      }
    }
  });
});

const idle: ReadonlySet<string> = new Set(['duplicate', 'implied', 'absorbed', 'unreachable']);

function check(
  seed: number,
  criteria: Criteria,
  findings: readonly Finding[],
  people: readonly EvaluationInput[],
  seen: Map<string, number>,
): void {
  const needless = findings.filter(({ code, path }) => said.has(code) && !path.includes('where'));
  const short = withoutAll(criteria, new Set(needless.map(({ path }) => path)));
  for (const input of people) {
    expect(evaluate(short ?? criteria, input), `${seed}: without all of ${JSON.stringify(criteria)}`).toBe(
      evaluate(criteria, input),
    );
  }
  for (const { code, path } of findings) {
    seen.set(code, (seen.get(code) ?? 0) + 1);
    const expected = code === 'always_true' || code === 'matches_everyone';
    if (path.includes('where')) continue;
    if (idle.has(code)) {
      const rest = without(criteria, path);
      for (const input of people) {
        expect(evaluate(rest ?? criteria, input), `${seed}: ${code} at ${path} of ${JSON.stringify(criteria)}`).toBe(
          evaluate(criteria, input),
        );
      }
    } else if (expected || code === 'contradiction' || code === 'never_true' || code === 'matches_nobody') {
      const part =
        code === 'contradiction'
          ? groupAt(
              criteria,
              path,
              findings.find((each) => each.code === code && each.path === path)?.relatedPath ?? '',
            )
          : at(criteria, path);
      for (const input of people) {
        expect(evaluate(part, input), `${seed}: ${code} at ${path} of ${JSON.stringify(criteria)}`).toBe(expected);
      }
    }
  }
}

/** What others say already; all of it can be deleted at once. */
const said: ReadonlySet<string> = new Set(['duplicate', 'implied', 'absorbed']);

function withoutAll(node: Criteria, paths: ReadonlySet<string>, path = ''): Criteria | null {
  if (paths.has(path)) return null;
  const under = path === '' ? 'of' : `${path}.of`;
  if (node.type === 'not') {
    const of = withoutAll(node.of, paths, under);
    return of === null ? null : { ...node, of };
  }
  if (node.type !== 'all' && node.type !== 'any' && node.type !== 'atLeast') return node;
  const of = node.of.flatMap((part, index) => withoutAll(part, paths, `${under}[${index}]`) ?? []);
  if (node.type === 'atLeast' && of.length < node.of.length) return node;
  return of.length === 0 ? null : { ...node, of };
}

/** Both conditions of a contradiction, as one. */
function groupAt(criteria: Criteria, path: string, related: string): Criteria {
  return all(at(criteria, path), at(criteria, related));
}

function stepsOf(path: string): number[] {
  return path === '' ? [] : path.split('.').map((step) => Number(/\[(\d+)\]/.exec(step)?.[1] ?? -1));
}

function at(criteria: Criteria, path: string): Criteria {
  return stepsOf(path).reduce<Criteria>((node, step) => {
    if (node.type === 'not') return node.of;
    const part = node.type === 'all' || node.type === 'any' || node.type === 'atLeast' ? node.of[step] : undefined;
    if (part === undefined) throw new RangeError(`There is nothing at ${path}`);
    return part;
  }, criteria);
}

/** The tree without one part, nor groups that are left empty; null where nothing would be left. */
function without(criteria: Criteria, path: string): Criteria | null {
  const remove = (node: Criteria, steps: readonly number[]): Criteria | null => {
    const [step, ...rest] = steps;
    if (step === undefined) return null;
    if (node.type === 'not') {
      const of = remove(node.of, rest);
      return of === null ? null : { ...node, of };
    }
    if (node.type !== 'all' && node.type !== 'any' && node.type !== 'atLeast') return node;
    const of = node.of.flatMap((part, index) => (index === step ? (remove(part, rest) ?? []) : [part]));
    if (node.type === 'atLeast' && of.length < node.of.length) return node;
    return of.length === 0 ? null : { ...node, of };
  };
  return remove(criteria, stepsOf(path));
}

/** Criteria of so few words that they contradict and repeat themselves often. */
function narrow(random: Random, depth: number): Criteria {
  if (depth === 0 || random.chance(20)) return narrowLeaf(random);
  if (random.chance(20)) return not(narrow(random, depth - 1));
  const of = Array.from({ length: 1 + random.below(3) }, () => narrow(random, depth - 1));
  return random.chance(50) ? all(...of) : any(...of);
}

const texts = [
  'a',
  'A',
  'ab',
  'b',
  'ß',
  'ss',
  '1.0.0',
  '1.0.0-b',
  '2026-05-20',
  '2026-05-20T10:00:00Z',
  '2026-05-20t10:00:00z',
];

function narrowLeaf(random: Random): Criteria {
  const property = random.pick(['user.x', 'profile.userId', 'user.x', 'profile.known']);
  if (property === 'profile.known') return is(property, 'equals', random.chance(50));
  const exact = random.chance(30) ? { exactCase: true } : {};
  const text = random.pick(texts);
  switch (random.below(12)) {
    case 0:
      return { ...is(property, 'equals', text), ...exact };
    case 1:
      return { ...is(property, 'oneOf', [text, random.pick(texts)]), ...exact };
    case 2:
      return { ...is(property, random.pick(['contains', 'startsWith', 'endsWith'] as const), text), ...exact };
    case 3:
      return is(property, 'known');
    case 4:
      return is(
        'user.x',
        random.pick(['greaterThan', 'atLeast', 'lessThan', 'atMost', 'equals'] as const),
        random.below(4),
      );
    case 5:
      return is(
        'user.x',
        random.pick(['before', 'after'] as const),
        random.pick(['2026-05-19', '2026-05-20T10:00:00Z', '2026-05-20T10:00']),
      );
    case 7: {
      const version = () => random.pick(['1.0.0', '1.0.0-b', '0.9.0', '2.0.0']);
      const operator = random.pick(['atLeast', 'lessThan', 'greaterThan', 'atMost', 'equals'] as const);
      return random.chance(20)
        ? { ...is('user.x', 'oneOf', [version(), version()]), as: 'version' }
        : { ...is('user.x', operator, version()), as: 'version' };
    }
    case 8:
      return is('user.x', spanOperator(random), span(random));
    case 9:
      return random.chance(50)
        ? lastTime('A', spanOperator(random), span(random))
        : lastTime('A', random.pick(['before', 'after'] as const), random.pick(['2026-05-19', '2026-05-20T10:00:00Z']));
    case 6:
      return is('user.x', 'between', [random.below(2), 1 + random.below(3)]);
    default: {
      const window = random.chance(50)
        ? undefined
        : random.chance(50)
          ? days(1 + random.below(2))
          : ({ calendar: random.pick(['day', 'month'] as const) } as const);
      const where = random.chance(40) ? is('properties.x', 'atLeast', random.below(3)) : undefined;
      return random.chance(50)
        ? atLeast(1 + random.below(3), 'A', window, where)
        : atMost(random.below(3), 'A', window, where);
    }
  }
}

function spanOperator(random: Random): Operator {
  return random.pick(['inLast', 'inNext', 'moreThanAgo', 'moreThanAhead'] as const);
}

function span(random: Random): TimeSpan {
  const unit = random.pick(['hours', 'days', 'weeks', 'months'] as const);
  return { amount: 1 + random.below(3), unit, ...(unit !== 'hours' && random.chance(50) ? { calendar: true } : {}) };
}

function peopleOf(random: Random): EvaluationInput[] {
  const now = Date.parse('2026-05-20T12:00:00Z');
  const value = (): Scalar =>
    random.pick<Scalar>([...texts, 0, 1, 2, 3, 'B', 'AB', 'S', '2026-05-20T09:59:59', '2026-05-21']);
  return Array.from({ length: 12 }, () => {
    const x = random.chance(15) ? undefined : random.chance(30) ? [value(), value()] : value();
    const subject = {
      ...person(x === undefined ? {} : { x }),
      userId: random.chance(30) ? null : random.pick(['a', 'A', 'ab', 'b', 'SS']),
    };
    const events = Array.from({ length: random.below(5) }, (_, index) =>
      did('A', now - random.below(72) * 3_600_000 - index, random.chance(70) ? { x: random.below(4) } : {}),
    );
    const calendar = { timeZone: random.pick(['UTC', 'Asia/Tokyo', 'America/Los_Angeles']), weekStart: 1 };
    return { subject, request: null, events, isMember: () => true, now, calendar };
  });
}
