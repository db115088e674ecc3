import { type Calendar, localDate, localHour, type PropertyBag, type PropertyValue } from '@kindred/criteria';
import { weekdays, wholeVersion } from '@kindred/criteria/properties';
import { isObject, type JsonObject } from '../ingest/json.js';
import { RecentCache } from '../ingest/recent-cache.js';
import { readUserAgent } from '../ingest/user-agent.js';
import { channelOfTrail } from './channel/index.js';
import { addressOf, countryCode, type LocationHeaders, placeName } from './location.js';

/** Header values by lower-case name, as Node gives them. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface RequestContextInput {
  /** A Segment-style context as the caller sent it; nothing in it is trusted to have any shape. */
  readonly context?: unknown;
  readonly headers: Headers;
  readonly signedIn: boolean;
  /** Epoch ms. */
  readonly now: number;
  /** The site's, for visitors whose time zone is not known. */
  readonly calendar: Calendar;
  /** Headers in which a trusted proxy tells where the visitor is; absent: none is believed. */
  readonly locationHeaders?: LocationHeaders;
  /**
   * Where the request comes from, if it is the visitor's own browser that asks: it goes before what the context says.
   * Null where it is the visitor's own but not known; absent where a server asks.
   */
  readonly address?: string | null;
  /** Cookies of the visitor, where the caller is the visitor's own browser; `context.cookies` goes before them. */
  readonly cookies?: Readonly<Record<string, string | undefined>>;
}

/** Bounds on what one request can make us keep and compare. */
const limits = { text: 4096, name: 128, cookies: 100, parameters: 100 } as const;

type Bag = Record<string, PropertyValue>;

/**
 * What is known of one request, in the fields that `request.*` conditions read. What the context says goes before what
 * the headers say: with a server asking on behalf of a visitor, the headers are the server's. What nobody says is
 * missing. Costs about 5 µs for a visitor's page seen lately and 9 for a new one: what
 * User-Agents, addresses and time zones mean is remembered.
 */
export function requestContext(input: RequestContextInput): PropertyBag {
  const context = isObject(input.context) ? input.context : {};
  const page = part(context, 'page');
  const bag: Bag = { signedIn: input.signedIn };
  addAgent(bag, text(context.userAgent) ?? header(input.headers, 'user-agent'));
  put(bag, 'language', tag(text(context.locale)) ?? acceptedLanguage(header(input.headers, 'accept-language')));
  addPage(bag, page, header(input.headers, 'referer'));
  const referrer = text(page.referrer) ?? text(part(context, 'referrer').url);
  addReferrer(bag, referrer);
  addCampaign(bag, part(context, 'campaign'));
  addChannel(bag, page, referrer);
  addCookies(bag, part(context, 'cookies'), input.cookies);
  addDevice(bag, part(context, 'device'), part(context, 'screen'));
  addSession(bag, part(context, 'session'));
  addLocalTime(bag, text(context.timezone), input);
  addLocation(bag, part(context, 'location'), input);
  put(bag, 'ip', addressOf(input.address === undefined ? text(context.ip) : (input.address ?? undefined)));
  return bag;
}

function addAgent(bag: Bag, userAgent: string | undefined): void {
  if (userAgent === undefined) return;
  bag.userAgent = userAgent;
  const agent = readUserAgent(userAgent);
  Object.assign(bag, agent);
  if (agent.browserVersion !== undefined) bag.browserVersion = comparable(agent.browserVersion);
  if (agent.osVersion !== undefined) bag.osVersion = comparable(agent.osVersion);
}

/** In three numbers, as versions are compared; text that is no version stays what it is. */
export function comparable(version: string): string {
  return wholeVersion(version) ?? version;
}

/** The page that asks: by the context, else the page that sent the request (which is what Referer names). */
function addPage(bag: Bag, page: JsonObject, sender: string | undefined): void {
  const address = text(page.url) ?? sender;
  const url = address === undefined ? nowhere : readAddress(address);
  put(bag, 'url', address);
  put(bag, 'host', url.host);
  put(bag, 'path', text(page.path) ?? url.path);
  const search = text(page.search) ?? url.search;
  if (search !== undefined && search !== '') Object.assign(bag, parametersOf(search));
}

function addReferrer(bag: Bag, referrer: string | undefined): void {
  if (referrer === undefined) return;
  bag.referrer = referrer;
  put(bag, 'referrerHost', readAddress(referrer).host);
}

/** A page that says where it is and of no referrer has none: somebody typed its address, or had it among the bookmarks. */
function addChannel(bag: Bag, page: JsonObject, referrer: string | undefined): void {
  const told = (path: string) => text(bag[path]);
  const from = referrer === undefined ? undefined : readAddress(referrer);
  const isOpened = text(page.url) !== undefined || text(page.path) !== undefined;
  const channel = channelOfTrail({
    source: told('utm.source'),
    medium: told('utm.medium'),
    campaign: told('utm.campaign'),
    click: clickOf(bag),
    host: told('host'),
    referrer: from?.host
      ? { host: from.host, path: from.path ?? '' }
      : from === undefined && isOpened
        ? null
        : undefined,
  });
  put(bag, 'channel', channel);
}

/** What Google and Bing put into the address behind an ad. */
function clickOf(bag: Bag): 'google' | 'bing' | undefined {
  if ('parameters.gclid' in bag || 'parameters.gbraid' in bag || 'parameters.wbraid' in bag) return 'google';
  return 'parameters.msclkid' in bag ? 'bing' : undefined;
}

const searches = new RecentCache<PropertyBag>(1000);

/**
 * `parameters.<name>`, a list where the name is repeated with several values; those called utm_<field> as `utm.<field>`
 * too, the first of them: a visit has one source.
 */
function parametersOf(search: string): PropertyBag {
  return searches.get(search, () => {
    const bag: Bag = {};
    let left: number = limits.parameters;
    for (const [name, value] of new URLSearchParams(search)) {
      if (left === 0) break;
      left -= 1;
      const path = `parameters.${name}`;
      if (name === '' || name.length > limits.name) continue;
      const before = bag[path];
      bag[path] = before === undefined ? cut(value) : withValue(before, cut(value));
      if (before === undefined && name.startsWith('utm_')) put(bag, `utm.${name.slice(4)}`, cut(value));
    }
    return bag;
  });
}

function withValue(before: PropertyValue, value: string): PropertyValue {
  const values = Array.isArray(before) ? before : [before];
  if (!values.includes(value)) return [...values, value];
  return before;
}

/** A context's `campaign` was read from the link by the client, and stays when the visitor moves on. */
function addCampaign(bag: Bag, campaign: JsonObject): void {
  let left: number = limits.parameters;
  for (const key of Object.keys(campaign)) {
    if (left === 0) return;
    left -= 1;
    if (key.length <= limits.name) put(bag, `utm.${key === 'name' ? 'campaign' : key}`, text(campaign[key]));
  }
}

function addCookies(bag: Bag, sent: JsonObject, own: RequestContextInput['cookies']): void {
  let left: number = limits.cookies;
  for (const cookies of [own ?? {}, sent]) {
    for (const name of Object.keys(cookies)) {
      if (left === 0) return;
      left -= 1;
      if (name !== '' && name.length <= limits.name) put(bag, `cookies.${name}`, text(cookies[name]));
    }
  }
}

/** Only an app knows its device; a page knows the screen. */
function addDevice(bag: Bag, device: JsonObject, { width, height }: JsonObject): void {
  put(bag, 'deviceBrand', text(device.manufacturer));
  put(bag, 'deviceModel', text(device.model));
  if (isCount(width)) bag.screenWidth = width;
  if (isCount(height)) bag.screenHeight = height;
}

/** As the visitor's browser counts them: nobody else knows of every session and page before they are sent. */
function addSession(bag: Bag, { count, pages }: JsonObject): void {
  if (isCount(count)) bag.sessionCount = count;
  if (isCount(pages)) bag.sessionPages = pages;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function addLocalTime(bag: Bag, timezone: string | undefined, { now, calendar }: RequestContextInput): void {
  const zone = (timezone === undefined ? null : knownZone(timezone)) ?? calendar.timeZone;
  bag.localDate = localDate(now, zone);
  bag.localHour = localHour(now, zone);
  const weekday = weekdays[new Date(bag.localDate).getUTCDay()];
  if (weekday !== undefined) bag.localWeekday = weekday;
}

function addLocation(bag: Bag, location: JsonObject, { headers, locationHeaders = {} }: RequestContextInput): void {
  const told = (name: string | undefined) => (name ? header(headers, name.toLowerCase()) : undefined);
  const { country, region, city } = locationHeaders;
  put(bag, 'country', countryCode(text(location.country)) ?? countryCode(told(country)));
  put(bag, 'region', text(location.region) ?? placeName(told(region)));
  put(bag, 'city', text(location.city) ?? placeName(told(city)));
}

const zones = new RecentCache<{ readonly name: string | null }>(1000);

/** The runtime's own name of a time zone, null for what is none. One name a zone keeps its clock from being kept twice. */
function knownZone(timezone: string): string | null {
  if (!/^[A-Za-z0-9_+\-/]{1,64}$/.test(timezone)) return null;
  return zones.get(timezone, (timeZone) => {
    try {
      return { name: new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone };
    } catch {
      return { name: null };
    }
  }).name;
}

/** `de_CH.UTF-8` and `de-CH` are the tag de-CH. */
function tag(locale: string | undefined): string | undefined {
  const found = locale === undefined ? null : /^([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9_-]{2,30}))?(?:[.@].*)?$/.exec(locale);
  if (found === null) return undefined;
  return found[2] === undefined ? found[1] : `${found[1]}-${found[2].replaceAll('_', '-')}`;
}

/** The language of an Accept-Language header with the greatest weight, the first of equals. */
function acceptedLanguage(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  let best: string | undefined;
  let greatest = 0;
  for (const item of value.split(',', 20)) {
    const [range = '', ...parameters] = item.split(';');
    const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    const weight = q === undefined ? 1 : Number(q);
    const language = tag(range.trim());
    if (language === undefined || !(weight > greatest)) continue;
    best = language;
    greatest = weight;
  }
  return best;
}

function header(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return text(typeof value === 'object' ? value[0] : value);
}

function part(context: JsonObject, key: string): JsonObject {
  const value = context[key];
  return isObject(value) ? value : {};
}

/** Text that says something, cut to a bound; anything else says nothing. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? cut(value) : undefined;
}

function cut(value: string): string {
  return value.length > limits.text ? value.slice(0, limits.text) : value;
}

function put(bag: Bag, path: string, value: string | undefined): void {
  if (value !== undefined && value !== '') bag[path] = value;
}

interface Address {
  readonly host?: string;
  readonly path?: string;
  readonly search?: string;
}

const nowhere: Address = {};
const addresses = new RecentCache<Address>(2000);

/** Parts of a URL; none where it is no absolute URL. */
function readAddress(address: string): Address {
  return addresses.get(address, () => {
    if (!URL.canParse(address)) return nowhere;
    const { hostname, pathname, search } = new URL(address);
    return { host: hostname, path: pathname, search };
  });
}
