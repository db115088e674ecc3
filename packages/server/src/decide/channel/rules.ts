import type { Channel } from '@kindred/criteria/properties';
import type { SourceCategory } from './sources.js';

/** How a visit came about; trimmed and in lower case, empty where nobody says. */
export interface Arrival {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly category: SourceCategory | null;
}

type Test = (arrival: Arrival) => boolean;

const isPaid: Test = ({ medium }) => /cp|^ppc$|^retargeting$|^paid/.test(medium);
/** “eshop” and “my-shop” are about a shop; “workshop” is not. */
const isShopping: Test = ({ category, campaign }) =>
  category === 'shopping' || /(?:[^a-df-z]|^)shop|shopping/.test(campaign);
const fromA =
  (category: SourceCategory): Test =>
  (arrival) =>
    arrival.category === category;
const both =
  (one: Test, other: Test): Test =>
  (arrival) =>
    one(arrival) && other(arrival);

const socialMedia = ['social', 'social-network', 'social-media', 'sm', 'social network', 'social media'];
const displayMedia = ['display', 'banner', 'expandable', 'interstitial', 'cpm'];
const mailNames = ['email', 'e-mail', 'e_mail', 'e mail'];

/**
 * The default channel group of Google Analytics 4 (support.google.com/analytics/answer/9756891); the first rule that
 * fits. Display stands before Paid Other, because else its own medium “cpm” could never be Display.
 */
const rules: readonly (readonly [Channel, Test])[] = [
  ['Direct', ({ source, medium }) => source === '(direct)' && ['(not set)', '(none)'].includes(medium)],
  ['Cross-network', ({ campaign }) => campaign.includes('cross-network')],
  ['Paid Shopping', both(isShopping, isPaid)],
  ['Paid Search', both(fromA('search'), isPaid)],
  ['Paid Social', both(fromA('social'), isPaid)],
  ['Paid Video', both(fromA('video'), isPaid)],
  ['Display', ({ medium }) => displayMedia.includes(medium)],
  ['Paid Other', isPaid],
  ['Organic Shopping', isShopping],
  ['Organic Social', ({ category, medium }) => category === 'social' || socialMedia.includes(medium)],
  ['Organic Video', ({ category, medium }) => category === 'video' || medium.includes('video')],
  ['Organic Search', ({ category, medium }) => category === 'search' || medium === 'organic'],
  ['Referral', ({ medium }) => ['referral', 'app', 'link'].includes(medium)],
  ['Email', ({ source, medium }) => mailNames.includes(source) || mailNames.includes(medium)],
  ['Affiliates', ({ medium }) => medium === 'affiliate'],
  ['Audio', ({ medium }) => medium === 'audio'],
  ['SMS', ({ source, medium }) => source === 'sms' || medium === 'sms'],
  [
    'Mobile Push Notifications',
    ({ source, medium }) => medium.endsWith('push') || /mobile|notification/.test(medium) || source === 'firebase',
  ],
];

/** The channel of a visit; Unassigned where no rule fits. */
export function channelOf(arrival: Arrival): Channel {
  return rules.find(([, holds]) => holds(arrival))?.[0] ?? 'Unassigned';
}
