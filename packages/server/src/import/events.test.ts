import { describe, expect, it } from 'vitest';
import { CallFault } from '../ingest/index.js';
import { eventReader } from './events.js';

const now = Date.UTC(2026, 4, 4);
const read = eventReader(now);
const line = { type: 'track', event: 'E', userId: 'u', timestamp: '2001-02-03T04:05:06Z' };

describe('a line of history', () => {
  it('keeps its time, however long ago, without correcting a clock', () => {
    const event = read({ ...line, sentAt: '2001-02-03T05:00:00Z' }, 'text');
    expect(event.time).toBe(Date.UTC(2001, 1, 3, 4, 5, 6));
  });

  it('without a message id gets the same one each time it is read, and another line another', () => {
    expect(read(line, 'text').messageId).toBe(read(line, 'text').messageId);
    expect(read(line, 'text').messageId).not.toBe(read(line, 'other').messageId);
    expect(read({ ...line, messageId: 'own' }, 'text').messageId).toBe('own');
  });

  it.each([
    ['no time', { ...line, timestamp: undefined }, 'missing_timestamp'],
    ['a time to come', { ...line, timestamp: '2027-01-01T00:00:00Z' }, 'invalid_timestamp'],
    ['a time before there were web sites', { ...line, timestamp: '1970-01-01T00:00:00Z' }, 'invalid_timestamp'],
    ['no type', { ...line, type: undefined }, 'unknown_type'],
    ['an id that stands for nobody', { ...line, userId: '00000000-0000-0000-0000-000000000000' }, 'blocked_id'],
    ['nobody', { ...line, userId: undefined }, 'missing_id'],
  ])('is refused with %s', (_what, value, code) => {
    expect(() => read(value, 'text')).toThrow(CallFault);
    expect(() => read(value, 'text')).toThrow(expect.objectContaining({ code }));
  });
});
