import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTime, readTime } from './event-time.js';

const noon = Date.UTC(2026, 4, 4, 12);
const hour = 3_600_000;

describe('the time of an event', () => {
  it('is when it was received where the sender gives none', () => {
    expect(eventTime({ original: null, sentAt: noon - hour, receivedAt: noon }, 10)).toBe(noon);
  });

  it('is as the sender says where nothing tells when it was sent', () => {
    expect(eventTime({ original: noon - hour, sentAt: null, receivedAt: noon }, 10)).toBe(noon - hour);
  });

  it('is right although the clock of the sender is a day slow', () => {
    const day = 24 * hour;
    expect(eventTime({ original: noon - day - 5000, sentAt: noon - day, receivedAt: noon }, 10)).toBe(noon - 5000);
  });

  it('is right although the clock of the sender stands in 1970', () => {
    expect(eventTime({ original: 1000, sentAt: 6000, receivedAt: noon }, 10)).toBe(noon - 5000);
  });

  it('is never after it was received, nor older than allowed', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 })),
        fc.option(fc.integer({ min: -8.64e15, max: 8.64e15 })),
        (original, sentAt) => {
          const time = eventTime({ original, sentAt, receivedAt: noon }, 10);
          expect(time).toBeLessThanOrEqual(noon);
          expect(time).toBeGreaterThanOrEqual(Date.UTC(2016, 4, 4));
          expect(Number.isSafeInteger(time)).toBe(true);
        },
      ),
    );
  });

  it('does not change when the clock of the sender is set forward or back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: -1e12, max: 1e12 }), (ago, skew) => {
        const times = { original: noon - ago + skew, sentAt: noon + skew, receivedAt: noon };
        expect(eventTime(times, 10)).toBe(noon - ago);
      }),
    );
  });
});

describe('a time as clients write it', () => {
  it.each([
    ['2026-05-04T12:00:00.000Z', noon],
    ['2026-05-04T14:00:00+02:00', noon],
    ['2026-05-04T12:00Z', noon],
    [noon, noon],
    ['May 4, 2026', null],
    ['yesterday', null],
    ['', null],
    [Number.NaN, null],
    [1e300, null],
    [{}, null],
    [null, null],
  ])('%j is read as %j', (text, time) => {
    expect(readTime(text)).toBe(time);
  });
});
