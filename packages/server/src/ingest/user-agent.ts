import Bowser from 'bowser';
import { RecentCache } from './recent-cache.js';

/** What a User-Agent header tells, in the words of the criteria's request fields; absent where there is no header. */
export interface Agent {
  readonly browser?: string;
  readonly browserVersion?: string;
  readonly os?: string;
  readonly osVersion?: string;
  readonly deviceType?: string;
}

/** Longer headers are cut: no browser sends them, and patterns run over every character. */
const longest = 512;
const cache = new RecentCache<Agent>(5000);
const unknown: Agent = {};

/** From Bowser's names to those that criteria compare with; anything else is `Other`. */
const browsers: Readonly<Record<string, string>> = {
  Chrome: 'Chrome',
  Chromium: 'Chrome',
  'Microsoft Edge': 'Edge',
  Firefox: 'Firefox',
  Opera: 'Opera',
  'Opera GX': 'Opera',
  Safari: 'Safari',
  'Samsung Internet for Android': 'Samsung Internet',
};
const systems: Readonly<Record<string, string>> = {
  Android: 'Android',
  'Chrome OS': 'ChromeOS',
  iOS: 'iOS',
  Linux: 'Linux',
  macOS: 'macOS',
  Windows: 'Windows',
};
const devices: ReadonlySet<string | undefined> = new Set(['desktop', 'mobile', 'tablet', 'tv', 'bot']);

/** Reads a User-Agent. Parsing costs about 30 µs, so the latest 5,000 different ones are remembered. */
export function readUserAgent(userAgent: string): Agent {
  if (userAgent === '') return unknown;
  return cache.get(userAgent.length > longest ? userAgent.slice(0, longest) : userAgent, parse);
}

function parse(userAgent: string): Agent {
  const { browser, os, platform } = Bowser.parse(userAgent);
  const browserName = browsers[browser.name ?? ''] ?? 'Other';
  const osName = systems[os.name ?? ''] ?? 'Other';
  // Windows says "NT 10.0" where people say 10; elsewhere the version's name is a marketing name.
  const osVersion = osName === 'Windows' ? os.versionName : os.version;
  return {
    browser: browserName,
    ...(browserName !== 'Other' && browser.version ? { browserVersion: browser.version } : {}),
    os: osName,
    ...(osName !== 'Other' && osVersion ? { osVersion } : {}),
    deviceType: platform.type !== undefined && devices.has(platform.type) ? platform.type : 'other',
  };
}
