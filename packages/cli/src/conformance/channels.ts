import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelOf, channelOfTrail, type SourceCategory } from '@kindred/server/channels';
import { list, object, objects, readCases, text, texts } from './read.js';
import type { JudgedCase, SuiteResult } from './suite.js';

/*
 * The default channel group of Google Analytics as rules, and lists of hosts by what they are.
 * - A rule is right if visits of every kind get the channel that the rules give them, by whoever reads them in the order
 *   in which they stand, and if some of these visits get the channel of this very rule.
 * - Whoever comes from a host of a list, without a campaign, comes by Organic Search, Organic Social or, from an
 *   assistant, which is no category of Google's, by Referral. A host on several lists is an assistant before it is a
 *   network, and that before it is a search engine. Google calls the video sites on the list of networks VIDEO.
 * - `{}` in a host is a country.
 */
const videoSites = ['youtube.com', 'youtu.be', 'vimeo.com'];

interface Visit {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly category: SourceCategory | null;
}

const categories = [null, 'search', 'social', 'video', 'shopping'] as const;
const sources = ['(direct)', '', 'partner', 'email', 'e mail', 'sms', 'firebase', 'my-email'];
const mediums =
  '(none)|(not set)||cpc|ppc|cpm|xcpx|retargeting|paid|paid-social|unpaid|display|banner|expandable|interstitial|social|social-network|social-media|sm|social network|social media|video|online-video-ad|organic|organics|referral|app|link|e-mail|affiliate|affiliates|audio|sms|push|web push|pushed|mobile app|notifications';
const campaigns = [
  '',
  'a cross-network b',
  'shop',
  'my-shop',
  'eshop',
  'workshop',
  'shopping',
  'windowshopping',
  'spring',
];

export function runChannelSuite(folder: string): SuiteResult {
  const rules = objects(readCases(folder, 'channels/ga4-default-channel-group.json').rules);
  const found = new Map<string, string[]>(rules.map((rule) => [text(rule.channel), []]));
  const met = new Set<string>();
  for (const visit of visits()) {
    const expected = text(rules.find((rule) => holds(rule.when, visit))?.channel);
    const actual = channelOf(visit);
    met.add(expected);
    if (actual !== expected) found.get(expected)?.push(`${JSON.stringify(visit)} is ${actual}`);
  }
  const ofRules = [...found].map(([name, faults]): JudgedCase => {
    if (!met.has(name)) return { name, verdict: 'wrong', reason: 'no visit came by it' };
    return faults.length === 0 ? { name, verdict: 'right' } : { name, verdict: 'wrong', reason: faults[0] ?? '' };
  });
  return { suite: 'channels', cases: [...ofRules, ...hostCases(folder)] };
}

function* visits(): Generator<Visit> {
  for (const category of categories) {
    for (const source of sources) {
      for (const medium of mediums.split('|')) {
        for (const campaign of campaigns) yield { source, medium, campaign, category };
      }
    }
  }
}

/** Whether a condition of the rules' own notation holds. */
function holds(condition: unknown, visit: Visit): boolean {
  const { all, any, otherwise, ...fields } = object(condition);
  if (all !== undefined) return list(all).every((each) => holds(each, visit));
  if (any !== undefined) return list(any).some((each) => holds(each, visit));
  if (otherwise === true) return true;
  return Object.entries(fields).every(([field, test]) => {
    const [operator, operand] = list(test);
    return compares(text(operator), operand, fieldOf(field, visit));
  });
}

function fieldOf(field: string, { source, medium, campaign, category }: Visit): string {
  const values: Readonly<Record<string, string>> = { source, medium, campaign, sourceCategory: category ?? '' };
  return (values[field] ?? '').toLowerCase();
}

function compares(operator: string, operand: unknown, value: string): boolean {
  switch (operator) {
    case 'eq':
      return value === text(operand).toLowerCase();
    case 'in':
      return texts(operand).includes(value);
    case 'contains':
      return value.includes(text(operand));
    case 'endswith':
      return value.endsWith(text(operand));
    default:
      return operator === 'regex' && new RegExp(text(operand)).test(value);
  }
}

function hostCases(folder: string): JudgedCase[] {
  const items = (file: string) => itemsOf(readFileSync(join(folder, 'channels', file), 'utf8'));
  const assistants = items('AIAssistants.yml');
  const networks = items('Socials.yml');
  const expected = new Map<string, string>();
  for (const host of items('SearchEngines.yml')) expected.set(host, 'Organic Search');
  for (const host of networks) expected.set(host, videoSites.includes(host) ? 'Organic Video' : 'Organic Social');
  for (const host of assistants) expected.set(host, 'Referral');
  return [...expected].map(([host, channel]): JudgedCase => {
    const bare = host.replace(/^www\./, '');
    const onEarlierList = bare !== host ? expected.get(bare) : undefined;
    const wanted = onEarlierList ?? channel;
    const actual = channelFrom(host.replace('{}', 'de'));
    return actual === wanted
      ? { name: host, verdict: 'right' }
      : { name: host, verdict: 'wrong', reason: `${actual} instead of ${wanted}` };
  });
}

/** The hosts of a list; of search engines those under `urls` only. */
function itemsOf(file: string): string[] {
  const found: string[] = [];
  let key = 'urls';
  for (const line of file.split('\n')) {
    key = /^\s+(?:- )?(\w+):\s*$/.exec(line)?.[1] ?? (/^\S/.test(line) ? 'urls' : key);
    const item = /^\s+- '?([^'\s]+[^'\s:])'?\s*$/.exec(line)?.[1];
    if (item !== undefined && key === 'urls') found.push(item);
  }
  return found;
}

function channelFrom(place: string): string | undefined {
  const address = place.includes('//') ? place.replace('//', '://') : `https://${place}`;
  const { hostname, pathname } = new URL(address);
  const campaign = { source: undefined, medium: undefined, campaign: undefined, click: undefined };
  return channelOfTrail({ ...campaign, host: 'www.example.com', referrer: { host: hostname, path: pathname } });
}
