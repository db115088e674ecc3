import { type Random, weighted } from './random.js';

/** One browser that a person uses; `anonymousId` is its cookie. */
export interface Device {
  readonly anonymousId: string;
  readonly type: 'desktop' | 'mobile' | 'tablet';
  readonly os: string;
  readonly browser: string;
}

type Model = Omit<Device, 'anonymousId'>;

const desktop = weighted<Model>([
  [{ type: 'desktop', os: 'Windows', browser: 'Chrome' }, 40],
  [{ type: 'desktop', os: 'Windows', browser: 'Edge' }, 18],
  [{ type: 'desktop', os: 'macOS', browser: 'Safari' }, 17],
  [{ type: 'desktop', os: 'macOS', browser: 'Chrome' }, 12],
  [{ type: 'desktop', os: 'Windows', browser: 'Firefox' }, 8],
  [{ type: 'desktop', os: 'ChromeOS', browser: 'Chrome' }, 5],
]);

const handheld = weighted<Model>([
  [{ type: 'mobile', os: 'iOS', browser: 'Safari' }, 52],
  [{ type: 'mobile', os: 'Android', browser: 'Chrome' }, 36],
  [{ type: 'mobile', os: 'Android', browser: 'Samsung Internet' }, 5],
  [{ type: 'tablet', os: 'iOS', browser: 'Safari' }, 7],
]);

const hex = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

/** In the form of a random UUID. */
function anonymousId(draw: Random): string {
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    const byte = draw.below(256);
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    text += hex[value];
    if (index === 3 || index === 5 || index === 7 || index === 9) text += '-';
  }
  return text;
}

function device(model: Model, draw: Random): Device {
  return { anonymousId: anonymousId(draw), ...model };
}

/** The first is used most. Those who bank with us often have a phone beside a computer. */
export function devicesOf(known: boolean, draw: Random): readonly [Device, ...Device[]] {
  const mobileFirst = draw.chance(0.56);
  const first = device((mobileFirst ? handheld : desktop)(draw), draw);
  if (!draw.chance(known ? 0.45 : 0.04)) return [first];
  return [first, device((mobileFirst ? desktop : handheld)(draw), draw)];
}
