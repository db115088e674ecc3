import type { GroupKind } from '@kindred/criteria';
import { type DemoCustomer, demoCustomers } from '../customers.js';
import { type Product, products } from '../products.js';
import { type Device, devicesOf } from './devices.js';
import { businessCount, businessId, householdCount, householdId, householdSurname, organizationOf } from './groups.js';
import { firstNames, lastNames, towns } from './names.js';
import { day, historyDays, historyStart, type Settings } from './options.js';
import { type Random, random, weighted } from './random.js';

export type Interest = Product | 'business' | 'guides';

/** Somebody who comes to the bank's site: `userId` is null for guests who never say who they are. */
export interface Person {
  readonly userId: string | null;
  readonly devices: readonly [Device, ...Device[]];
  readonly traits: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly groups: readonly { readonly kind: GroupKind; readonly id: string }[];
  readonly interest: Interest;
  readonly open: readonly Product[];
  readonly business: boolean;
  readonly customer: boolean;
  /** How much more than others this person comes. */
  readonly keenness: number;
  /** First and last instant at which this person may come. */
  readonly from: number;
  readonly until: number;
  /** Before this the person is not known to the bank; -Infinity for those known before the history begins. */
  readonly joins: number;
  readonly firstSeen: number;
}

const guestInterest = weighted<Interest>([
  ['checking', 27],
  ['savings', 17],
  ['mortgage', 17],
  ['auto-loan', 10],
  ['personal-loan', 8],
  ['credit-card', 9],
  ['business', 6],
  ['guides', 6],
]);

/** How long before the end an active visitor may have been last seen; the lapsed stopped a month or more ago. */
const longestLapse = 88;

function recordOf(
  customer: Pick<DemoCustomer, 'firstName' | 'lastName' | 'email' | 'town' | 'open' | 'closed' | 'deposits'>,
  more: Readonly<Record<string, string | number | boolean>>,
): Person['traits'] {
  const { firstName, lastName, email, town, open, closed, deposits } = customer;
  return {
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    email,
    town,
    depositBalance: deposits,
    ...(open.length > 0 ? { openProducts: open } : {}),
    ...(closed.length > 0 ? { closedProducts: closed } : {}),
    ...more,
  };
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function openedProducts(interest: Interest, draw: Random): readonly Product[] {
  return products.filter((product) => {
    if (product === 'checking') return draw.chance(interest === 'checking' ? 0.4 : 0.74);
    return draw.chance(product === 'savings' ? 0.52 : product === 'credit-card' ? 0.34 : 0.17);
  });
}

function groupsOf(index: number, business: number | null, household: number | null, deposits: number, draw: Random) {
  const list: { kind: GroupKind; id: string }[] = [];
  if (business !== null) {
    list.push({ kind: 'account', id: businessId(business) });
    const organization = organizationOf(business);
    if (organization !== null) list.push({ kind: 'organization', id: organization });
    list.push({
      kind: 'role',
      id: index < demoCustomers.length ? 'owner' : draw.pick(['owner', 'owner', 'bookkeeper', 'signatory']),
    });
  }
  if (household !== null) list.push({ kind: 'account', id: householdId(household) });
  if (deposits > 150_000) list.push({ kind: 'userGroup', id: 'private-clients' });
  if (index % 23 === 5) list.push({ kind: 'userGroup', id: 'homebuyer-club' });
  if (index % 17 === 3) list.push({ kind: 'userGroup', id: 'mobile-beta' });
  return list;
}

function knownPerson(index: number, settings: Settings, draw: Random): Person {
  const { now } = settings;
  const start = historyStart(now);
  const persona = demoCustomers[index];
  // In this order: contacts of businesses, two members of each household, everybody else; one in eight has no product yet.
  const contacts = businessCount(settings) * 2;
  const members = householdCount(settings) * 2;
  const business =
    persona === undefined
      ? index < contacts
        ? index % businessCount(settings)
        : null
      : persona.business
        ? index
        : null;
  const place = index - contacts;
  const household = persona === undefined && place >= 0 && place < members ? place >> 1 : null;
  const customer = persona !== undefined || business !== null || household !== null || draw.chance(0.82);
  const interest = persona?.interest ?? (business === null ? guestInterest(draw) : 'business');
  const drawn = customer ? openedProducts(interest, draw) : [];
  const open = persona?.open ?? (customer && drawn.length === 0 ? (['savings'] as const) : drawn);
  const closed =
    persona?.closed ?? (customer ? products.filter((item) => !open.includes(item) && draw.chance(0.1)) : []);
  const deposits = persona?.deposits ?? (customer ? Math.round(400 + 260_000 * draw.next() ** 5) : 0);
  const firstName = persona?.firstName ?? draw.pick(firstNames);
  const lastName = persona?.lastName ?? (household === null ? draw.pick(lastNames) : householdSurname(household));
  const email = persona?.email ?? `${firstName}.${lastName}${index}@example.com`.toLowerCase();
  const town = persona?.town ?? draw.pick(towns);
  const isNew = persona === undefined && draw.chance(0.09);
  const lapsed = persona === undefined && !isNew && draw.chance(0.13);
  const joins = isNew ? start + Math.floor(draw.next() * (historyDays - 6) * day) + 2 * day : Number.NEGATIVE_INFINITY;
  const since = isNew ? joins : start - Math.floor((0.05 + draw.next() ** 2 * 9) * 365 * day);
  return {
    userId: `lh-${100_001 + index}`,
    devices: devicesOf(true, draw),
    traits: recordOf(
      { firstName, lastName, email, town, open, closed, deposits },
      {
        customer,
        ...(customer ? { customerSince: isoDate(since), creditScore: Math.round(560 + 270 * draw.next() ** 0.7) } : {}),
        birthday: isoDate(now - Math.floor((19 + draw.next() ** 1.4 * 62) * 365.25 * day)),
        newsletter: draw.chance(customer ? 0.38 : 0.85),
        relationship: business === null ? 'personal' : 'business',
      },
    ),
    groups: groupsOf(index, business, household, deposits, draw),
    interest,
    open,
    business: business !== null,
    customer,
    keenness: persona === undefined ? (customer ? 0.35 + 2.1 * draw.next() ** 2 : 0.25 + 0.5 * draw.next()) : 2.4,
    from: isNew ? joins - Math.floor(draw.next() ** 2 * 25 * day) : start,
    until: lapsed ? now - (31 + Math.floor(draw.next() * (longestLapse - 31))) * day : now,
    joins,
    firstSeen: isNew ? joins : since,
  };
}

/** Somebody whose first visit falls into the history. */
export function guest(settings: Settings, draw: Random): Person {
  const { now } = settings;
  const start = historyStart(now);
  const from = start + Math.floor(draw.next() ** 0.85 * (now - start));
  return {
    userId: null,
    devices: devicesOf(false, draw),
    traits: {},
    groups: [],
    interest: guestInterest(draw),
    open: [],
    business: false,
    customer: false,
    // Most guests come once or twice; some for weeks.
    keenness: 0.04 + 0.5 * draw.next() ** 5,
    from,
    until: Math.min(now, from + Math.floor((0.1 + draw.next() ** 2 * 40) * day)),
    joins: Number.POSITIVE_INFINITY,
    firstSeen: from,
  };
}

/** Known users first (the customers of the demo's sign-in page before all), then guests: two of five and three of five. */
export function population(settings: Settings): readonly Person[] {
  const known = Math.round(settings.people * 0.4);
  return Array.from({ length: settings.people }, (_, index) => {
    // A generator of its own for each person, so that one more event of one changes nobody else.
    const draw = random(Math.imul(settings.seed, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35));
    return index < known ? knownPerson(index, settings, draw) : guest(settings, draw);
  });
}
