import { flatten, type PropertyBag, type PropertyValue } from '@kindred/criteria';
import type { JsonObject } from './json.js';
import { readUserAgent } from './user-agent.js';

/**
 * What of a context is not stored with the event: personal data that no condition needs (`ip`, ids of devices and
 * advertising), and `traits`, which belong to the person and arrive through identify.
 */
const dropped = new Set(['ip', 'traits', 'integrations', 'groupKind', 'userAgentData', '__proto__']);
const droppedPaths = ['device.id', 'device.advertisingId', 'device.token', 'user_agent'];

/**
 * The stored context of an event: what the client sent by dotted path, without personal data; with `utm.*` beside
 * `campaign.*`, and `browser`, `browserVersion`, `os`, `osVersion`, `deviceType` read from the User-Agent.
 *
 * @throws PropertyLimitError beyond the limits of `flatten`
 */
export function eventContext(context: JsonObject): PropertyBag {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(context)) if (!dropped.has(key)) kept[key] = context[key];
  const bag = flatten(kept);
  const userAgent = bag.userAgent ?? bag.user_agent;
  for (const path of droppedPaths) if (path in bag) delete bag[path];
  addCampaign(bag);
  if (typeof userAgent === 'string') addAgent(bag, userAgent);
  addDevice(bag);
  return bag;
}

/** `campaign.name` is what a link calls utm_campaign. */
function addCampaign(bag: Record<string, PropertyValue>): void {
  for (const path of Object.keys(bag)) {
    if (!path.startsWith('campaign.')) continue;
    const field = path.slice('campaign.'.length);
    const value = bag[path];
    const utm = `utm.${field === 'name' ? 'campaign' : field}`;
    if (value !== undefined && !(utm in bag)) bag[utm] = value;
  }
}

function addAgent(bag: Record<string, PropertyValue>, userAgent: string): void {
  const agent = readUserAgent(userAgent);
  bag.userAgent = userAgent;
  if (agent.browser) bag.browser ??= agent.browser;
  if (agent.browserVersion) bag.browserVersion ??= agent.browserVersion;
  if (agent.os && bag['os.name'] === undefined) {
    bag.os ??= agent.os;
    if (agent.osVersion) bag.osVersion ??= agent.osVersion;
  }
  if (agent.deviceType) bag.deviceType ??= agent.deviceType;
}

/** Apps say in `os.*` and `device.*` what a browser's User-Agent says. */
function addDevice(bag: Record<string, PropertyValue>): void {
  const name = bag['os.name'];
  if (name !== undefined) bag.os ??= name;
  const version = bag['os.version'];
  if (version !== undefined) bag.osVersion ??= version;
  const type = bag['device.type'];
  if (bag.deviceType === undefined && (type === 'ios' || type === 'android')) bag.deviceType = 'mobile';
}
