import type { Product } from './products.js';

/** A customer whom visitors of the demo can sign in as; the history knows them too. */
export interface DemoCustomer {
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly town: string;
  /** What they have with the bank, in a line. */
  readonly story: string;
  readonly open: readonly Product[];
  readonly closed: readonly Product[];
  readonly deposits: number;
  readonly business: boolean;
  /** What they look at. */
  readonly interest: Product | 'business';
}

export const demoCustomers: readonly DemoCustomer[] = [
  {
    userId: 'lh-100001',
    firstName: 'Amelia',
    lastName: 'Hart',
    email: 'amelia.hart@example.com',
    town: 'Larkhaven',
    story: 'Saves with us, has her checking account elsewhere',
    open: ['savings'],
    closed: [],
    deposits: 18_450,
    business: false,
    interest: 'checking',
  },
  {
    userId: 'lh-100002',
    firstName: 'Marcus',
    lastName: 'Webb',
    email: 'marcus.webb@example.com',
    town: 'Port Ellery',
    story: 'Checking, a card and a car loan; looking for a house',
    open: ['checking', 'credit-card', 'auto-loan'],
    closed: [],
    deposits: 9_210,
    business: false,
    interest: 'mortgage',
  },
  {
    userId: 'lh-100003',
    firstName: 'Priya',
    lastName: 'Nair',
    email: 'priya.nair@example.com',
    town: 'Larkhaven',
    story: 'Owns a business and banks for it here',
    open: ['checking', 'savings'],
    closed: [],
    deposits: 41_300,
    business: true,
    interest: 'business',
  },
  {
    userId: 'lh-100004',
    firstName: 'Tomas',
    lastName: 'Lindqvist',
    email: 'tomas.lindqvist@example.com',
    town: 'Saltmarsh',
    story: 'Closed his checking account, kept the mortgage',
    open: ['mortgage'],
    closed: ['checking'],
    deposits: 0,
    business: false,
    interest: 'mortgage',
  },
  {
    userId: 'lh-100005',
    firstName: 'Grace',
    lastName: 'Okafor',
    email: 'grace.okafor@example.com',
    town: 'Kingsferry',
    story: 'A private client with everything under one roof',
    open: ['checking', 'savings', 'mortgage', 'credit-card'],
    closed: ['auto-loan'],
    deposits: 312_800,
    business: false,
    interest: 'savings',
  },
  {
    userId: 'lh-100006',
    firstName: 'Yusuf',
    lastName: 'Haddad',
    email: 'yusuf.haddad@example.com',
    town: 'Whitcombe',
    story: 'Here every day for his checking account',
    open: ['checking'],
    closed: ['savings'],
    deposits: 2_640,
    business: false,
    interest: 'personal-loan',
  },
];
