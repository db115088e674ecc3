import type { PagePath } from '../pages.js';
import { type Random, weighted } from './random.js';

/** How a visit came about. */
export interface Arrival {
  readonly referrer: string;
  readonly campaign: Campaign | null;
  /** Where campaigns lead; null: wherever the visitor's interest lies. */
  readonly landing: PagePath | null;
}

export interface Campaign {
  readonly source: string;
  readonly medium: string;
  readonly name: string;
}

function campaign(
  source: string,
  medium: string,
  name: string,
  landing: PagePath | null,
  referrer = '',
): readonly [Arrival, number] {
  return [{ referrer, campaign: { source, medium, name }, landing }, 1];
}

const direct: Arrival = { referrer: '', campaign: null, landing: null };
const google = 'https://www.google.com/';

const organic = weighted<Arrival>([
  [{ referrer: google, campaign: null, landing: null }, 78],
  [{ referrer: 'https://www.bing.com/', campaign: null, landing: null }, 12],
  [{ referrer: 'https://duckduckgo.com/', campaign: null, landing: null }, 10],
]);

const paidSearch = weighted<Arrival>([
  campaign('google', 'cpc', 'free-checking', '/checking/', google),
  campaign('google', 'cpc', 'mortgage-rates', '/loans/mortgage/', google),
  campaign('google', 'cpc', 'auto-refinance', '/loans/auto/', google),
  campaign('bing', 'cpc', 'free-checking', '/checking/', 'https://www.bing.com/'),
  campaign('google', 'cpc', 'high-tide-savings', '/savings/', google),
]);

const mail = weighted<Arrival>([
  campaign('newsletter', 'email', 'the-pilot-house', '/articles/'),
  campaign('newsletter', 'email', 'free-checking', '/checking/'),
  campaign('crm', 'email', 'rate-alert', '/savings/'),
  campaign('crm', 'email', 'home-buying', '/loans/mortgage/'),
]);

const social = weighted<Arrival>([
  [{ referrer: 'https://www.facebook.com/', campaign: null, landing: '/articles/emergency-fund/' }, 2],
  [{ referrer: 'https://www.linkedin.com/', campaign: null, landing: '/articles/small-business-cash/' }, 1],
  campaign('instagram', 'paid-social', 'first-home', '/articles/first-home/', 'https://l.instagram.com/'),
  campaign('facebook', 'paid-social', 'free-checking', '/checking/', 'https://l.facebook.com/'),
]);

const referral = weighted<Arrival>([
  [{ referrer: 'https://www.larkhavenchamber.example/members', campaign: null, landing: '/business/' }, 1],
  [{ referrer: 'https://www.harborgazette.example/money', campaign: null, landing: null }, 2],
  [{ referrer: 'https://www.coastalhomes.example/lenders', campaign: null, landing: '/loans/mortgage/' }, 1],
]);

const affiliate = weighted<Arrival>([
  campaign('ratefinder', 'affiliate', 'free-checking', '/checking/', 'https://ratefinder.example/checking'),
  campaign('ratefinder', 'affiliate', 'high-tide-savings', '/savings/', 'https://ratefinder.example/savings'),
  campaign('loanharbor', 'affiliate', 'auto-refinance', '/loans/auto/', 'https://loanharbor.example/auto'),
]);

type Channel = (draw: Random) => Arrival;

const guestChannel = weighted<Channel>([
  [organic, 36],
  [() => direct, 19],
  [paidSearch, 17],
  [social, 11],
  [affiliate, 7],
  [referral, 6],
  [mail, 4],
]);

const knownChannel = weighted<Channel>([
  [() => direct, 66],
  [organic, 16],
  [mail, 12],
  [paidSearch, 3],
  [social, 2],
  [referral, 1],
]);

/** Draws how a visit came about. */
export function arrival(known: boolean, draw: Random): Arrival {
  return (known ? knownChannel : guestChannel)(draw)(draw);
}
