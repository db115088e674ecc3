import type { GroupKind } from '@kindred/criteria';
import { demoCustomers } from '../customers.js';
import { products } from '../products.js';
import { lastNames, towns } from './names.js';
import { type HistoryOptions, type Settings, settingsOf } from './options.js';
import { random, weighted } from './random.js';

/** A group as the management API takes it. */
export interface DemoGroup {
  readonly kind: GroupKind;
  readonly id: string;
  readonly parent: string | null;
  readonly traits: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

function organization(id: string, name: string, industry: string, parent: string | null = null): DemoGroup {
  return { kind: 'organization', id, parent, traits: { name, industry } };
}

/** Companies that own companies; parents stand before their children. */
const organizations: readonly DemoGroup[] = [
  organization('org-brightwater', 'Brightwater Group', 'Conglomerate'),
  organization('org-brightwater-marine', 'Brightwater Marine', 'Shipping', 'org-brightwater'),
  organization('org-brightwater-docks', 'Brightwater Dry Docks', 'Shipping', 'org-brightwater-marine'),
  organization('org-brightwater-ferries', 'Kingsferry Crossings', 'Transport', 'org-brightwater-marine'),
  organization('org-brightwater-foods', 'Brightwater Foods', 'Food', 'org-brightwater'),
  organization('org-brightwater-cannery', 'Saltmarsh Cannery', 'Food', 'org-brightwater-foods'),
  organization('org-alder', 'Alder & Pine Holdings', 'Construction'),
  organization('org-alder-timber', 'Alder Timber', 'Construction', 'org-alder'),
  organization('org-alder-homes', 'Pine Street Homes', 'Real estate', 'org-alder'),
  organization('org-stellwagen', 'Stellwagen Health Partners', 'Health'),
  organization('org-stellwagen-clinics', 'Stellwagen Clinics', 'Health', 'org-stellwagen'),
  organization('org-stellwagen-labs', 'Port Ellery Laboratories', 'Health', 'org-stellwagen'),
  organization('org-fairlead', 'Fairlead Hospitality', 'Hospitality'),
  organization('org-fairlead-hotels', 'Lamplighter Hotels', 'Hospitality', 'org-fairlead'),
  organization('org-fairlead-tables', 'Three Gulls Restaurants', 'Hospitality', 'org-fairlead'),
  organization('org-county-schools', 'Larkhaven County Schools', 'Education'),
];

const others: readonly DemoGroup[] = [
  { kind: 'userGroup', id: 'private-clients', parent: null, traits: { name: 'Private clients' } },
  { kind: 'userGroup', id: 'homebuyer-club', parent: null, traits: { name: 'Home Buyers’ Club' } },
  { kind: 'userGroup', id: 'mobile-beta', parent: null, traits: { name: 'Mobile app testers' } },
  { kind: 'role', id: 'owner', parent: null, traits: { name: 'Business owner' } },
  { kind: 'role', id: 'bookkeeper', parent: null, traits: { name: 'Bookkeeper' } },
  { kind: 'role', id: 'signatory', parent: null, traits: { name: 'Authorized signatory' } },
];

const industries = weighted<string>([
  ['Retail', 20],
  ['Hospitality', 16],
  ['Construction', 14],
  ['Professional services', 14],
  ['Health', 10],
  ['Food', 8],
  ['Shipping', 6],
  ['Technology', 6],
  ['Education', 6],
]);

const trades = {
  Retail: ['Outfitters', 'Hardware', 'Books', 'Bicycles'],
  Hospitality: ['Inn', 'Kitchen', 'Café', 'Tavern'],
  Construction: ['Builders', 'Roofing', 'Electric', 'Masonry'],
  'Professional services': ['Law', 'Accounting', 'Architects', 'Consulting'],
  Health: ['Dental', 'Pharmacy', 'Physiotherapy', 'Optics'],
  Food: ['Bakery', 'Fisheries', 'Dairy', 'Provisions'],
  Shipping: ['Freight', 'Chandlery', 'Boatyard', 'Logistics'],
  Technology: ['Software', 'Data', 'Robotics', 'Networks'],
  Education: ['Academy', 'Music School', 'Nursery', 'Tutors'],
} as const;

function isIndustry(industry: string): industry is keyof typeof trades {
  return industry in trades;
}

/** Of a history of 20,000 people; others in proportion. */
export function businessCount(settings: Settings): number {
  return Math.max(8, Math.round(settings.people * 0.018));
}
export function householdCount(settings: Settings): number {
  return Math.max(4, Math.round(settings.people * 0.045));
}

export function businessId(index: number): string {
  return `acct-b${1001 + index}`;
}
export function householdId(index: number): string {
  return `acct-h${5001 + index}`;
}

export function householdSurname(index: number): string {
  return lastNames[(index * 37 + 11) % lastNames.length] ?? lastNames[0];
}

/** Every third or so business belongs to one of the organizations; null: to none. */
export function organizationOf(business: number): string | null {
  return business % 3 === 0 ? (organizations[(business / 3) % organizations.length]?.id ?? null) : null;
}

/** The demo's own customers have their names over the door. */
function nameOfOwner(business: number, drawn: string, trade: string): string {
  const owner = demoCustomers.find((customer, index) => customer.business && index === business);
  return `${owner?.lastName ?? drawn} ${trade}`;
}

/** Accounts of businesses and households, organizations with their parents, user groups and roles; parents before children. */
export function groups(options: HistoryOptions): readonly DemoGroup[] {
  const settings = settingsOf(options);
  const draw = random(settings.seed ^ 0x6a09);
  const list: DemoGroup[] = [...organizations, ...others];
  for (let index = 0; index < businessCount(settings); index += 1) {
    const industry = industries(draw);
    const trade = isIndustry(industry) ? draw.pick(trades[industry]) : 'Company';
    const employees = Math.ceil(2 + 180 * draw.next() ** 4);
    const open = ['checking', ...(draw.chance(0.4) ? ['savings'] : []), ...(draw.chance(0.3) ? ['credit-card'] : [])];
    if (draw.chance(0.25)) open.push('equipment-loan');
    list.push({
      kind: 'account',
      id: businessId(index),
      parent: null,
      traits: {
        name: nameOfOwner(index, draw.pick(lastNames), trade),
        type: 'business',
        industry,
        employees,
        annualRevenue: Math.round(employees * (70_000 + 110_000 * draw.next())),
        town: draw.pick(towns),
        openProducts: open,
        closedProducts: draw.chance(0.15) ? ['equipment-loan'] : [],
      },
    });
  }
  for (let index = 0; index < householdCount(settings); index += 1) {
    const open = products.filter((product) =>
      draw.chance(product === 'checking' ? 0.6 : product === 'savings' ? 0.55 : 0.18),
    );
    list.push({
      kind: 'account',
      id: householdId(index),
      parent: null,
      traits: {
        name: `${householdSurname(index)} household`,
        type: 'household',
        town: draw.pick(towns),
        openProducts: open,
        closedProducts: products.filter((product) => !open.includes(product) && draw.chance(0.08)),
      },
    });
  }
  return list;
}
