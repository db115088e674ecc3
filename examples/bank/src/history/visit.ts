import type { PropertyBag, PropertyValue } from '@kindred/criteria';
import type { AcceptedEvent } from '@kindred/server';
import { basePath, documentTitle, type PagePath, pageOf, pagePaths } from '../pages.js';
import type { Arrival } from './channels.js';
import type { Device } from './devices.js';
import type { Random } from './random.js';

/** One visit as it is written down: each call is an event, and time passes between them. */
export interface Visit {
  /** The visitor reads a page; a moment passes first unless it is the first of the visit. */
  page(path: PagePath): void;
  /** The visitor does something on the page. */
  track(name: string, properties: PropertyBag): void;
  /** From here on the visitor is this user. */
  identify(userId: string, traits: Readonly<Record<string, PropertyValue>>): void;
  /** Whether the visitor has been known from the visit's first page on. */
  readonly signedIn: boolean;
  readonly draw: Random;
}

export interface VisitFacts {
  readonly id: string;
  readonly device: Device;
  readonly userId: string | null;
  readonly arrival: Arrival;
  readonly start: number;
  /** Nothing happens at or after this instant. */
  readonly end: number;
  readonly draw: Random;
}

interface PageFacts {
  readonly path: string;
  readonly name: string;
  readonly title: string;
  readonly url: string;
}

/** Where the made-up bank is on the web. */
const origin = 'https://www.larkhaven.example';

const facts: ReadonlyMap<PagePath, PageFacts> = new Map(
  pagePaths.map((path) => {
    const page = pageOf(path);
    const full = `${basePath}${path}`;
    return [path, { path: full, name: page.name, title: documentTitle(page), url: `${origin}${full}` }];
  }),
);

const home: PageFacts = facts.get('/') ?? { path: '', name: '', title: '', url: '' };

export function beginVisit(visit: VisitFacts, out: AcceptedEvent[]): Visit {
  const { draw, device, arrival, end } = visit;
  const { anonymousId } = device;
  const { campaign } = arrival;
  let { userId, start: time } = visit;
  let number = 0;
  let at: PageFacts = home;

  function context(): PropertyBag {
    if (campaign === null) {
      return {
        'page.path': at.path,
        'page.title': at.title,
        'device.type': device.type,
        'os.name': device.os,
        locale: 'en-US',
      };
    }
    return {
      'page.path': at.path,
      'page.title': at.title,
      'device.type': device.type,
      'os.name': device.os,
      locale: 'en-US',
      'campaign.source': campaign.source,
      'campaign.medium': campaign.medium,
      'campaign.name': campaign.name,
    };
  }

  function write(
    type: 'page' | 'track' | 'identify',
    name: string,
    properties: PropertyBag,
    traits?: AcceptedEvent['traits'],
  ): void {
    if (time >= end) return;
    const event = {
      type,
      messageId: `${visit.id}-${number.toString(36)}`,
      name,
      userId,
      anonymousId,
      time,
      properties,
      context: context(),
    };
    out.push(traits === undefined ? event : { ...event, traits });
    number += 1;
  }

  /** Many short pauses, some long ones; never the half hour that would end the visit. */
  function pass(mean: number): void {
    time += 900 + Math.min(mean * 6, Math.floor(-Math.log(1 - draw.next()) * mean));
  }

  return {
    draw,
    signedIn: userId !== null,
    page(path) {
      const first = number === 0;
      if (!first) pass(34_000);
      const before = at;
      at = facts.get(path) ?? home;
      const referrer = first ? arrival.referrer : before.url;
      write(
        'page',
        'Page Viewed',
        referrer === ''
          ? { path: at.path, name: at.name, title: at.title, url: at.url }
          : { path: at.path, name: at.name, title: at.title, url: at.url, referrer },
      );
    },
    track(name, properties) {
      pass(12_000);
      write('track', name, properties);
    },
    identify(id, traits) {
      pass(6_000);
      userId = id;
      write('identify', '', {}, traits);
    },
  };
}
