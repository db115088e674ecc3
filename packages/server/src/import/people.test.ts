import { describe, expect, it } from 'vitest';
import { readPerson } from './people.js';

describe('a line of people', () => {
  it('may say no more than who', () => {
    expect(readPerson({ userId: 'u' })).toEqual({
      userId: 'u',
      anonymousIds: [],
      traits: {},
      groups: [],
      firstSeen: null,
    });
  });

  it('may say what is known of them', () => {
    const line = {
      userId: 'u',
      anonymousIds: ['a'],
      traits: { plan: 'pro', address: { city: 'Bern' }, old: null },
      groups: [{ kind: 'organization', id: 'o' }],
      firstSeen: '2026-01-02T00:00:00Z',
    };
    expect(readPerson(line)).toEqual({
      ...line,
      traits: { plan: 'pro', 'address.city': 'Bern', old: null },
      firstSeen: Date.UTC(2026, 0, 2),
    });
  });

  it('leaves out anonymous ids that stand for nobody', () => {
    expect(readPerson({ userId: 'u', anonymousIds: ['null', 'a'] }).anonymousIds).toEqual(['a']);
  });

  it.each([
    ['an id that stands for nobody', { userId: 'undefined', anonymousIds: ['a'] }, 'blocked_id', 'userId'],
    [
      'a group that stands for nobody',
      { userId: 'u', groups: [{ kind: 'team', id: '0' }] },
      'blocked_id',
      'groups.0.id',
    ],
    ['no id', {}, 'invalid_person', 'userId'],
    ['a list', [], 'invalid_person', ''],
    [
      'an unknown kind of group',
      { userId: 'u', groups: [{ kind: 'club', id: 'c' }] },
      'invalid_person',
      'groups.0.kind',
    ],
    ['traits that are a text', { userId: 'u', traits: 'x' }, 'invalid_person', 'traits'],
    ['a first visit that is no time', { userId: 'u', firstSeen: 'long ago' }, 'invalid_timestamp', 'firstSeen'],
  ])('is refused with %s', (_what, line, code, path) => {
    expect(() => readPerson(line)).toThrow(expect.objectContaining({ code, path }));
  });
});
