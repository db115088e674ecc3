import { forget, identify, sent, track } from './activity.js';
import { type Customer, config, currentCustomer, every, money, one, rememberCustomer } from './bank.js';
import { onDecided } from './decisions.js';

const names: Readonly<Record<string, string>> = {
  checking: 'Free Checking',
  savings: 'High Tide Savings',
  mortgage: 'Mortgage',
  'auto-loan': 'Auto loan',
  'personal-loan': 'Personal loan',
  'credit-card': 'Lantern card',
};

/** For the product's balance, as a share of deposits or a fixed debt. */
const owed: Readonly<Record<string, number>> = {
  mortgage: -214_380.52,
  'auto-loan': -11_906.4,
  'personal-loan': -6_250,
  'credit-card': -482.19,
};

const offers: readonly (readonly [segment: string, title: string, text: string, href: string])[] = [
  [
    'free-checking-prospects',
    'Bring your paycheck home',
    'Free Checking costs nothing, and we add $200 when your pay lands here.',
    '/demo/apply/?product=checking',
  ],
  [
    'house-hunters',
    'Pre-approved in a day',
    'Hold today’s mortgage rate for sixty days while you look.',
    '/demo/apply/?product=mortgage',
  ],
  ['business-customers', 'A wider spring', 'Open a seasonal line of credit before you need it.', '/demo/business/'],
  [
    'loan-interested',
    'A rate you can plan around',
    'See yours in three minutes, without a mark on your credit.',
    '/demo/loans/',
  ],
];

export function startSignIn(): void {
  const form = one('[data-sign-in]', HTMLFormElement);
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = new FormData(form).get('customer');
    const customer = config.customers.find((item) => item.userId === chosen);
    if (customer !== undefined) void signIn(customer);
  });
}

async function signIn(customer: Customer): Promise<void> {
  rememberCustomer(customer.userId);
  identify(customer.userId, {
    name: `${customer.firstName} ${customer.lastName}`,
    firstName: customer.firstName,
    lastName: customer.lastName,
    email: customer.email,
    town: customer.town,
    customer: true,
    openProducts: customer.open,
  });
  track('Signed In', { method: 'password' });
  await sent();
  location.assign('/demo/account/');
}

async function signOut(): Promise<void> {
  track('Signed Out');
  await sent();
  forget();
  rememberCustomer(null);
  location.assign('/demo/');
}

/** The links of the masthead, as they are for somebody signed in or not. */
export function showWhoIsSignedIn(): void {
  const customer = currentCustomer();
  for (const link of every('[data-signed]', HTMLElement))
    link.hidden = (link.dataset.signed === 'in') !== (customer !== null);
  const name = one('[data-first-name]', HTMLElement);
  if (name !== null && customer !== null) name.textContent = customer.firstName;
}

export function startAccount(): void {
  const section = one('[data-account]', HTMLElement);
  if (section === null) return;
  const customer = currentCustomer();
  if (customer === null) {
    location.replace('/demo/sign-in/');
    return;
  }
  const greeting = one('[data-greeting]', HTMLElement);
  const hour = new Date().getHours();
  const daypart = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  if (greeting !== null) greeting.textContent = `Good ${daypart}, ${customer.firstName}`;
  showAccounts(customer);
  showTransactions(customer);
  one('[data-sign-out]', HTMLButtonElement)?.addEventListener('click', () => void signOut());
  one('[data-statement]', HTMLButtonElement)?.addEventListener('click', () => {
    track('Statement Viewed', { format: 'screen' });
    document.querySelector('.transactions')?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  });
  const transfer = one('[data-transfer]', HTMLFormElement);
  transfer?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!transfer.reportValidity()) return;
    const data = new FormData(transfer);
    const amount = Number(data.get('amount'));
    track('Transfer Made', { amount, kind: String(data.get('to')) });
    const done = one('[data-transfer-done]', HTMLElement);
    if (done !== null) {
      done.hidden = false;
      done.textContent = `${money(amount)} is on its way.`;
    }
  });
  onDecided((known) => {
    const target = one('[data-account-offer]', HTMLElement);
    const offer = offers.find(([segment]) => known.keys.includes(segment));
    if (target === null) return;
    target.hidden = offer === undefined;
    if (offer === undefined) return;
    const [, title, text, href] = offer;
    const heading = document.createElement('h2');
    heading.textContent = title;
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    const anchor = document.createElement('a');
    anchor.className = 'button lantern';
    anchor.href = href;
    anchor.textContent = 'Have a look';
    anchor.dataset.offer = title;
    anchor.dataset.placement = 'account';
    target.replaceChildren(heading, paragraph, anchor);
  });
}

function showAccounts(customer: Customer): void {
  const list = one('[data-accounts]', HTMLElement);
  const checking = customer.open.includes('checking');
  const both = checking && customer.open.includes('savings');
  list?.replaceChildren(
    ...customer.open.map((product, index) => {
      const share = both ? (product === 'checking' ? 0.18 : 0.82) : 1;
      const balance = owed[product] ?? customer.deposits * share + 0.37 * (index + 1);
      const item = document.createElement('li');
      const name = document.createElement('span');
      name.textContent = names[product] ?? product;
      const number = document.createElement('small');
      number.textContent = `•• ${1000 + ((customer.userId.charCodeAt(8) * 37 + index * 2_411) % 9000)}`;
      const amount = document.createElement('strong');
      amount.textContent = money(balance, true);
      item.append(name, number, amount);
      return item;
    }),
  );
}

const payments: readonly (readonly [string, number])[] = [
  ['Millrace Market', -64.2],
  ['Paycheck', 2_140],
  ['Coastline Electric', -81.77],
  ['The Three Gulls', -38.5],
  ['Kingsferry Crossings', -12],
  ['Harbor Books', -27.95],
  ['Rent', -1_150],
  ['Tidewire refund', 3.5],
];

function showTransactions(customer: Customer): void {
  const body = one('[data-transactions]', HTMLElement);
  const first = customer.userId.charCodeAt(8) % payments.length;
  const dates = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric' });
  body?.replaceChildren(
    ...payments.slice(0, 7).map((_, index) => {
      const [what, amount] = payments[(first + index) % payments.length] ?? ['', 0];
      const row = document.createElement('tr');
      const date = document.createElement('td');
      date.textContent = dates.format(Date.now() - (index * 2 + 1) * 86_400_000);
      const title = document.createElement('th');
      title.scope = 'row';
      title.textContent = what;
      const sum = document.createElement('td');
      sum.textContent = money(amount, true);
      if (amount > 0) sum.className = 'is-in';
      row.append(date, title, sum);
      return row;
    }),
  );
}
