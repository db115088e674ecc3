import type { PagePath } from '../pages.js';
import { type Product, productNames } from '../products.js';
import type { Arrival } from './channels.js';
import { towns } from './names.js';
import type { Interest, Person } from './person.js';
import { weighted } from './random.js';
import type { Visit } from './visit.js';

/** What somebody with this interest reads, dearest first. */
const pagesOf: Readonly<Record<Interest, readonly [PagePath, ...PagePath[]]>> = {
  checking: ['/checking/', '/articles/switching-banks/', '/cards/', '/branches/', '/savings/'],
  savings: ['/savings/', '/articles/emergency-fund/', '/checking/', '/articles/'],
  mortgage: ['/loans/mortgage/', '/loans/', '/articles/first-home/', '/branches/', '/contact/'],
  'auto-loan': ['/loans/auto/', '/loans/', '/loans/personal/'],
  'personal-loan': ['/loans/personal/', '/loans/', '/cards/'],
  'credit-card': ['/cards/', '/checking/', '/loans/personal/'],
  business: ['/business/', '/articles/small-business-cash/', '/contact/', '/loans/'],
  guides: ['/articles/', '/articles/emergency-fund/', '/articles/first-home/', '/articles/switching-banks/'],
};

const documents: Readonly<Record<Interest, readonly [string, ...string[]]>> = {
  checking: ['Free Checking fee schedule', 'Account switch kit'],
  savings: ['High Tide Savings rate sheet', 'Certificate terms'],
  mortgage: ['Mortgage checklist', 'Closing costs guide'],
  'auto-loan': ['Auto loan checklist'],
  'personal-loan': ['Personal loan terms'],
  'credit-card': ['Lantern card agreement'],
  business: ['Business fee schedule', 'Merchant services brochure'],
  guides: ['Household budget planner'],
};

const supportTopics = weighted<string>([
  ['Cards', 5],
  ['Transfers', 4],
  ['Sign-in', 3],
  ['Fees', 2],
  ['Loans', 2],
  ['Fraud', 1],
]);

const supportChannels = weighted<string>([
  ['chat', 5],
  ['phone', 3],
  ['message', 3],
  ['branch', 1],
]);

function productOf(interest: Interest): Product {
  return interest === 'business' || interest === 'guides' ? 'checking' : interest;
}

/** Loan and savings pages have a calculator; people try a few numbers. */
function useCalculator(visit: Visit, product: Product): void {
  const { draw } = visit;
  const tries = 1 + draw.below(3);
  for (let count = 0; count < tries; count += 1) {
    if (product === 'mortgage') {
      visit.track('Rate Calculator Used', {
        calculator: 'mortgage',
        amount: 120_000 + 5_000 * draw.below(110),
        termMonths: draw.pick([180, 240, 360]),
        rate: 6.12,
      });
    } else if (product === 'savings') {
      visit.track('Rate Calculator Used', {
        calculator: 'savings',
        amount: 500 + 500 * draw.below(60),
        termMonths: draw.pick([12, 24, 60]),
        rate: 4.1,
      });
    } else {
      visit.track('Rate Calculator Used', {
        calculator: product === 'auto-loan' ? 'auto' : 'personal',
        amount: 3_000 + 500 * draw.below(80),
        termMonths: draw.pick([24, 36, 48, 60]),
        rate: product === 'auto-loan' ? 5.49 : 9.75,
      });
    }
  }
}

function hasCalculator(product: Product): boolean {
  return product !== 'checking' && product !== 'credit-card';
}

/** Begins to apply; true where the application was sent. */
function apply(visit: Visit, product: Product, resolve: number): boolean {
  const { draw } = visit;
  visit.page('/apply/');
  visit.track('Application Started', { product, productName: productNames[product] });
  const steps = ['about-you', 'contact', 'details', 'review'];
  for (const [index, step] of steps.entries()) {
    if (!draw.chance(resolve)) return false;
    visit.track('Application Step Completed', { product, step, number: index + 1 });
  }
  const amount = product === 'mortgage' ? 150_000 + 5_000 * draw.below(80) : 500 + 500 * draw.below(40);
  visit.track('Application Submitted', { product, productName: productNames[product], amount });
  return true;
}

/** Reads about what is of interest, and does what people then do. */
function research(visit: Visit, person: Person, arrival: Arrival): void {
  const { draw } = visit;
  const pages = pagesOf[person.interest];
  const landing = arrival.landing ?? (draw.chance(0.42) ? '/' : draw.chance(0.7) ? pages[0] : draw.pick(pages));
  visit.page(landing);
  if (draw.chance(person.userId === null ? 0.31 : 0.12)) return;
  const product = productOf(person.interest);
  let last: PagePath = landing;
  const length = 1 + draw.below(6);
  for (let count = 0; count < length; count += 1) {
    const next = count === 0 && landing === '/' ? pages[0] : draw.chance(0.12) ? '/' : draw.pick(pages);
    if (next === last) continue;
    visit.page(next);
    last = next;
    if (next.startsWith('/articles/') && next !== '/articles/' && draw.chance(0.65)) {
      visit.track('Article Read', { article: next.slice(10, -1), percent: draw.pick([25, 50, 75, 100]) });
    }
    if (next === '/branches/' && draw.chance(0.7)) visit.track('Branch Searched', { town: draw.pick(towns) });
    if (next === pages[0] && hasCalculator(product) && draw.chance(0.42)) useCalculator(visit, product);
    if (draw.chance(0.08)) {
      visit.track('Document Downloaded', { document: draw.pick(documents[person.interest]), format: 'pdf' });
    }
    if (next === '/contact/' && draw.chance(0.35)) {
      visit.track('Support Contacted', { channel: supportChannels(draw), topic: supportTopics(draw) });
    }
  }
  if (draw.chance(0.055)) apply(visit, product, 0.78);
}

/** Signs in and does the week's banking. */
function bank(visit: Visit, person: Person, userId: string): void {
  const { draw } = visit;
  if (!visit.signedIn || draw.chance(0.5)) {
    visit.page(draw.chance(0.65) ? '/' : '/sign-in/');
    if (draw.chance(0.05)) visit.track('Sign-in Failed', { reason: 'password' });
    visit.identify(userId, {});
    visit.track('Signed In', { method: draw.chance(0.4) ? 'passkey' : 'password' });
  }
  visit.page('/account/');
  const actions = 1 + draw.below(5);
  for (let count = 0; count < actions; count += 1) {
    const chance = draw.next();
    if (chance < 0.3) {
      visit.track('Transactions Viewed', { product: person.open[draw.below(person.open.length)] ?? 'checking' });
    } else if (chance < 0.44) visit.track('Statement Viewed', { format: draw.chance(0.7) ? 'screen' : 'pdf' });
    else if (chance < 0.6) {
      const kind = draw.pick(['own-account', 'person', 'external']);
      visit.track('Transfer Made', { amount: 20 + 5 * draw.below(180), kind });
    } else if (chance < 0.7) {
      visit.track('Bill Paid', {
        amount: 15 + draw.below(320),
        payee: draw.pick(['Utilities', 'Phone', 'Insurance', 'Rent']),
      });
    } else if (chance < 0.76) {
      visit.track('Offer Clicked', { offer: productNames[productOf(person.interest)], placement: 'account' });
      visit.page(pagesOf[person.interest][0]);
    } else if (chance < 0.8) {
      visit.page('/contact/');
      visit.track('Support Contacted', { channel: supportChannels(draw), topic: supportTopics(draw) });
    } else visit.page(draw.chance(0.6) ? '/account/' : draw.pick(pagesOf[person.interest]));
  }
  if (draw.chance(0.012)) apply(visit, productOf(person.interest), 0.88);
  if (draw.chance(0.3)) visit.track('Signed Out', {});
}

/** A guest becomes known: a customer by an application, others by asking for the newsletter. */
function join(visit: Visit, person: Person, userId: string, arrival: Arrival): void {
  const { email, firstName, lastName } = person.traits;
  const traits = {
    ...(typeof email === 'string' ? { email } : {}),
    ...(typeof firstName === 'string' ? { firstName } : {}),
    ...(typeof lastName === 'string' ? { lastName } : {}),
  };
  const pages = pagesOf[person.interest];
  visit.page(arrival.landing ?? pages[0]);
  if (!person.customer) {
    visit.page('/articles/');
    visit.identify(userId, traits);
    visit.track('Newsletter Subscribed', { list: 'The Pilot House' });
    return;
  }
  visit.page(pages[0]);
  const product = person.open[0] ?? 'checking';
  apply(visit, product, 1);
  visit.identify(userId, traits);
  visit.track('Account Opened', { product, productName: productNames[product] });
  visit.page('/account/');
}

/** How one visit of a person goes. `known`: whether this browser has been signed in on before. */
export function journey(visit: Visit, person: Person, arrival: Arrival, known: boolean, joining: boolean): void {
  const { userId } = person;
  if (userId !== null && joining) join(visit, person, userId, arrival);
  else if (userId !== null && person.customer && (known || arrival.campaign === null) && visit.draw.chance(0.8)) {
    bank(visit, person, userId);
  } else research(visit, person, arrival);
}

/** Events of an average visit, measured over the default population; a test keeps it true. */
export const eventsPerVisit = 6.37;
