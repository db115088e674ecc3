import type { Kindred, StubCall } from '@kindred/browser';

/** What `/demo/config.js` says. */
export interface BankConfig {
  readonly writeKey: string;
  readonly decideKey: string;
  readonly host: string;
  readonly customers: readonly Customer[];
}

export interface Customer {
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly town: string;
  readonly open: readonly string[];
  readonly deposits: number;
  readonly business: boolean;
}

declare global {
  interface Window {
    larkhaven?: BankConfig;
    kindred?: Kindred | readonly StubCall[];
  }
}

const customerName = 'larkhaven_customer';

export const config: BankConfig = window.larkhaven ?? { writeKey: '', decideKey: '', host: '', customers: [] };

/** Null where the script did not load: the bank then works as it does for everybody. */
export const kindred: Kindred | null = window.kindred !== undefined && 'load' in window.kindred ? window.kindred : null;

/** The customer who is signed in on this browser. */
export function currentCustomer(): Customer | null {
  const userId = recall(customerName);
  return config.customers.find((customer) => customer.userId === userId) ?? null;
}

export function rememberCustomer(userId: string | null): void {
  remember(customerName, userId);
}

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

export function one<T extends Element>(selector: string, type: new () => T, within: ParentNode = document): T | null {
  const found = within.querySelector(selector);
  return found instanceof type ? found : null;
}

export function every<T extends Element>(selector: string, type: new () => T, within: ParentNode = document): T[] {
  return [...within.querySelectorAll(selector)].filter((element): element is T => element instanceof type);
}

const wholeDollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });
const dollarsAndCents = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

export function money(amount: number, cents = false): string {
  // The typographic minus, which is as wide as the digits.
  return (cents ? dollarsAndCents : wholeDollars).format(amount).replace('-', '−');
}
