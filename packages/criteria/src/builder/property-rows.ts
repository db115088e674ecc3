import type { ComparedAs, Criteria, Operand, Operator, PropertyNode } from '../criteria.js';
import { bucket, context, group, guest, knownUser, profile, request, segment, trait, where } from './builder.js';

/** What an expression of the builder must give. */
export type BuilderRow = readonly [expression: Criteria, json: object];

interface More {
  readonly exactCase?: boolean;
  readonly as?: ComparedAs;
  readonly quantifier?: 'all';
  readonly of?: 'size';
}

function json(property: string, operator: Operator, value?: Operand, more: More = {}): object {
  return { type: 'property', property, operator, ...(value === undefined ? {} : { value }), ...more };
}

const berlin = { latitude: 52.52, longitude: 13.405, kilometers: 25 };
const exact = { exactCase: true } as const;
const days = (amount: number) => ({ amount, unit: 'days' }) as const;

/** One expression for each operator: the compiler refuses this table where an operator of the language is not in it. */
export const byOperator = {
  equals: [trait('x').equals('free'), json('user.x', 'equals', 'free')],
  oneOf: [trait('x').oneOf(['free', 1, true]), json('user.x', 'oneOf', ['free', 1, true])],
  contains: [trait('x').contains('re'), json('user.x', 'contains', 're')],
  startsWith: [trait('x').startsWith('fr'), json('user.x', 'startsWith', 'fr')],
  endsWith: [trait('x').endsWith('ee'), json('user.x', 'endsWith', 'ee')],
  matches: [trait('x').matches('^f'), json('user.x', 'matches', '^f')],
  greaterThan: [trait('x').greaterThan(1), json('user.x', 'greaterThan', 1)],
  atLeast: [trait('x').atLeast(1), json('user.x', 'atLeast', 1)],
  lessThan: [trait('x').lessThan(1), json('user.x', 'lessThan', 1)],
  atMost: [trait('x').atMost(1), json('user.x', 'atMost', 1)],
  between: [trait('x').between(1, 5), json('user.x', 'between', [1, 5])],
  before: [trait('x').before('2026-01-01'), json('user.x', 'before', '2026-01-01')],
  after: [trait('x').after('2026-01-01T10:00'), json('user.x', 'after', '2026-01-01T10:00')],
  on: [trait('x').on('2026-01-01'), json('user.x', 'on', '2026-01-01')],
  inLast: [trait('x').inLast('7 days'), json('user.x', 'inLast', days(7))],
  inNext: [trait('x').inNext('1 hour'), json('user.x', 'inNext', { amount: 1, unit: 'hours' })],
  moreThanAgo: [trait('x').moreThanAgo('1 year'), json('user.x', 'moreThanAgo', { amount: 1, unit: 'years' })],
  moreThanAhead: [trait('x').moreThanAhead('2 weeks'), json('user.x', 'moreThanAhead', { amount: 2, unit: 'weeks' })],
  anniversary: [trait('x').anniversaryWithin('7 days'), json('user.x', 'anniversary', { days: 7 })],
  inNetwork: [trait('x').inNetwork('10.0.0.0/8'), json('user.x', 'inNetwork', '10.0.0.0/8')],
  near: [trait('x').near(berlin), json('user.x', 'near', berlin)],
  known: [trait('x').isKnown(), json('user.x', 'known')],
} satisfies Readonly<Record<Operator, readonly [PropertyNode, object]>>;

const instant = new Date('2026-01-01T00:00:00Z');
const calendar = { calendar: true } as const;

/** The options of operators. */
const options: readonly BuilderRow[] = [
  [trait('x').equals('Free', exact), json('user.x', 'equals', 'Free', exact)],
  [trait('x').oneOf(['Free', 'Pro'], exact), json('user.x', 'oneOf', ['Free', 'Pro'], exact)],
  [trait('x').contains('F', exact), json('user.x', 'contains', 'F', exact)],
  [trait('x').startsWith('F', exact), json('user.x', 'startsWith', 'F', exact)],
  [trait('x').endsWith('F', exact), json('user.x', 'endsWith', 'F', exact)],
  [trait('x').matches('^F', exact), json('user.x', 'matches', '^F', exact)],
  [trait('x').before(instant), json('user.x', 'before', '2026-01-01T00:00:00.000Z')],
  [trait('x').after(instant), json('user.x', 'after', '2026-01-01T00:00:00.000Z')],
  [
    trait('x').between('2026-01-01', '2026-01-31'),
    json('user.x', 'between', ['2026-01-01', '2026-01-31'], { as: 'date' }),
  ],
  [trait('x').inLast('7 days', calendar), json('user.x', 'inLast', { ...days(7), calendar: true })],
  [trait('x').inNext('1 month', calendar), json('user.x', 'inNext', { amount: 1, unit: 'months', calendar: true })],
  [
    trait('x').moreThanAgo('2 weeks', calendar),
    json('user.x', 'moreThanAgo', { amount: 2, unit: 'weeks', calendar: true }),
  ],
  [
    trait('x').moreThanAhead('1 year', calendar),
    json('user.x', 'moreThanAhead', { amount: 1, unit: 'years', calendar: true }),
  ],
  [trait('x').inLast('5 minutes'), json('user.x', 'inLast', { amount: 5, unit: 'minutes' })],
  [trait('x').anniversaryToday(), json('user.x', 'anniversary', { days: 0 })],
  [trait('x').inNetwork(['10.0.0.0/8', '::1']), json('user.x', 'inNetwork', ['10.0.0.0/8', '::1'])],
];

/** Texts that are read as something else. */
const readings: readonly BuilderRow[] = [
  ...orderedRows(trait('x').asDecimal(), 'decimal', '0.10', '0.5'),
  ...orderedRows(trait('x').asVersion(), 'version', '1.2.0', '2.0.0'),
  ...orderedRows(trait('x').asDuration(), 'duration', 'PT1H', 'P2D'),
  [trait('x').asDecimal().atLeast(1.5), json('user.x', 'atLeast', 1.5, { as: 'decimal' })],
  [trait('x').asDate().on('2026-01-01'), json('user.x', 'on', '2026-01-01')],
];

function orderedRows(
  asked: ReturnType<ReturnType<typeof trait>['asVersion']>,
  as: ComparedAs,
  low: string,
  high: string,
): readonly BuilderRow[] {
  return [
    [asked.equals(low), json('user.x', 'equals', low, { as })],
    [asked.oneOf([low, high]), json('user.x', 'oneOf', [low, high], { as })],
    [asked.greaterThan(low), json('user.x', 'greaterThan', low, { as })],
    [asked.atLeast(low), json('user.x', 'atLeast', low, { as })],
    [asked.lessThan(low), json('user.x', 'lessThan', low, { as })],
    [asked.atMost(low), json('user.x', 'atMost', low, { as })],
    [asked.between(low, high), json('user.x', 'between', [low, high], { as })],
  ];
}

/** Of many values: all, none, and how many there are. */
const many: readonly BuilderRow[] = [
  [trait('x').every().equals('a'), json('user.x', 'equals', 'a', { quantifier: 'all' })],
  [trait('x').every().isKnown(), json('user.x', 'known', undefined, { quantifier: 'all' })],
  [trait('x').every().startsWith('a', exact), json('user.x', 'startsWith', 'a', { ...exact, quantifier: 'all' })],
  [
    trait('x').every().asVersion().atLeast('1.0.0'),
    json('user.x', 'atLeast', '1.0.0', { as: 'version', quantifier: 'all' }),
  ],
  [trait('x').every().inLast('7 days'), json('user.x', 'inLast', days(7), { quantifier: 'all' })],
  [trait('x').none().equals('a'), { type: 'not', of: json('user.x', 'equals', 'a') }],
  [group('team', 'name').none().contains('a'), { type: 'not', of: json('team.name', 'contains', 'a') }],
  [group('account', 'plan').every().equals('pro'), json('account.plan', 'equals', 'pro', { quantifier: 'all' })],
  [group('account', 'id').every().startsWith('a'), json('account.id', 'startsWith', 'a', { quantifier: 'all' })],
  [group('account', 'id').size().atLeast(2), json('account.id', 'atLeast', 2, { of: 'size' })],
  [trait('x').size().equals(0), json('user.x', 'equals', 0, { of: 'size' })],
  [trait('x').size().oneOf([1, 2]), json('user.x', 'oneOf', [1, 2], { of: 'size' })],
  [trait('x').size().greaterThan(1), json('user.x', 'greaterThan', 1, { of: 'size' })],
  [trait('x').size().lessThan(1), json('user.x', 'lessThan', 1, { of: 'size' })],
  [trait('x').size().atMost(1), json('user.x', 'atMost', 1, { of: 'size' })],
  [trait('x').size().between(1, 2), json('user.x', 'between', [1, 2], { of: 'size' })],
];

/** What a property can be of. */
const scopes: readonly BuilderRow[] = [
  [trait('address.city').equals('Berlin'), json('user.address.city', 'equals', 'Berlin')],
  [profile('userId').startsWith('u-'), json('profile.userId', 'startsWith', 'u-')],
  [profile('known').isKnown(), json('profile.known', 'known')],
  [knownUser(), json('profile.known', 'equals', true)],
  [guest(), json('profile.known', 'equals', false)],
  [group('account', 'industry').oneOf(['banking']), json('account.industry', 'oneOf', ['banking'])],
  [group('organization', 'ancestorIds').equals('o-1'), json('organization.ancestorIds', 'equals', 'o-1')],
  [group('userGroup', 'id').equals('g-1'), json('userGroup.id', 'equals', 'g-1')],
  [group('team', 'since').inLast('30 days'), json('team.since', 'inLast', days(30))],
  [group('role', 'name').equals('editor'), json('role.name', 'equals', 'editor')],
  [request('utm.source').oneOf(['newsletter']), json('request.utm.source', 'oneOf', ['newsletter'])],
  [request('cookies.theme').equals('dark'), json('request.cookies.theme', 'equals', 'dark')],
  [request('browserVersion').atLeast('17.2'), json('request.browserVersion', 'atLeast', '17.2', { as: 'version' })],
  [request('browserVersion').startsWith('17'), json('request.browserVersion', 'startsWith', '17')],
  [request('localHour').between(9, 17), json('request.localHour', 'between', [9, 17])],
  [request('localDate').on('2026-12-24'), json('request.localDate', 'on', '2026-12-24')],
  [request('localDate').anniversaryToday(), json('request.localDate', 'anniversary', { days: 0 })],
  [request('signedIn').equals(true), json('request.signedIn', 'equals', true)],
  [request('ip').inNetwork('10.0.0.0/8'), json('request.ip', 'inNetwork', '10.0.0.0/8')],
  [segment('staff'), { type: 'segment', segment: 'staff' }],
  [bucket('autumn', 0, 10), { type: 'bucket', salt: 'autumn', from: 0, to: 10 }],
];

/** Rows about a visitor. */
export const propertyRows: readonly BuilderRow[] = [
  ...Object.values(byOperator),
  ...options,
  ...readings,
  ...many,
  ...scopes,
];

/** Conditions of one event; each stands in `did('A', …)`. */
export const whereRows = [
  [where('x').equals('a', exact), json('properties.x', 'equals', 'a', exact)],
  [where('x').oneOf(['a', 1]), json('properties.x', 'oneOf', ['a', 1])],
  [where('x').contains('a'), json('properties.x', 'contains', 'a')],
  [where('x').startsWith('a'), json('properties.x', 'startsWith', 'a')],
  [where('x').endsWith('a'), json('properties.x', 'endsWith', 'a')],
  [where('x').matches('a'), json('properties.x', 'matches', 'a')],
  [where('x').greaterThan(1), json('properties.x', 'greaterThan', 1)],
  [where('x').atLeast(1), json('properties.x', 'atLeast', 1)],
  [where('x').lessThan(1), json('properties.x', 'lessThan', 1)],
  [where('x').atMost(1), json('properties.x', 'atMost', 1)],
  [where('x').between(1, 2), json('properties.x', 'between', [1, 2])],
  [where('x').before('2026-01-01'), json('properties.x', 'before', '2026-01-01')],
  [where('x').after('2026-01-01'), json('properties.x', 'after', '2026-01-01')],
  [where('x').on('2026-01-01'), json('properties.x', 'on', '2026-01-01')],
  [
    where('x').between('2026-01-01', '2026-02-01'),
    json('properties.x', 'between', ['2026-01-01', '2026-02-01'], { as: 'date' }),
  ],
  [where('x').inNetwork('::/0'), json('properties.x', 'inNetwork', '::/0')],
  [where('x').near(berlin), json('properties.x', 'near', berlin)],
  [where('x').isKnown(), json('properties.x', 'known')],
  [where('x').asDecimal().atMost('1.5'), json('properties.x', 'atMost', '1.5', { as: 'decimal' })],
  [where('x').asVersion().atLeast('1.0.0'), json('properties.x', 'atLeast', '1.0.0', { as: 'version' })],
  [where('x').asDuration().lessThan('PT1H'), json('properties.x', 'lessThan', 'PT1H', { as: 'duration' })],
  [where('x').every().equals('a'), json('properties.x', 'equals', 'a', { quantifier: 'all' })],
  [where('x').none().equals('a'), { type: 'not', of: json('properties.x', 'equals', 'a') }],
  [where('products.sku').size().atLeast(2), json('properties.products.sku', 'atLeast', 2, { of: 'size' })],
  [context('page.path').startsWith('/a'), json('context.page.path', 'startsWith', '/a')],
  [context('page.depth').size().equals(0), json('context.page.depth', 'equals', 0, { of: 'size' })],
] as const;
