import { describe, expect, it } from 'vitest';
import { CallFault, readCall } from './call.js';
import { defaultLimits } from './limits.js';

const rules = { limits: defaultLimits, type: null, strict: false, weigh: true } as const;
const good = { type: 'track', event: 'Signed Up', anonymousId: 'a' };

function faultOf(raw: unknown): { code: string; path: string } {
  try {
    readCall(raw, rules);
  } catch (error) {
    if (error instanceof CallFault) return { code: error.code, path: error.path };
  }
  return { code: 'none', path: '' };
}

describe('a tracking call', () => {
  it('may leave out what it has nothing to say about', () => {
    expect(readCall(good, rules)).toMatchObject({ name: 'Signed Up', properties: {}, context: null, messageId: null });
    expect(readCall({ type: 'identify', userId: 'u', traits: null }, rules)).toMatchObject({ traits: {} });
  });

  it('takes null and empty ids for none, as browsers send for guests', () => {
    expect(readCall({ ...good, userId: null }, rules)).toMatchObject({ userId: null, anonymousId: 'a' });
    expect(readCall({ ...good, userId: '' }, rules)).toMatchObject({ userId: null });
  });

  it('with one id that stands for nobody is of the other', () => {
    expect(readCall({ ...good, userId: 'null' }, rules)).toMatchObject({ userId: null, anonymousId: 'a' });
    expect(readCall({ ...good, userId: 'u', anonymousId: 'undefined' }, rules)).toMatchObject({
      userId: 'u',
      anonymousId: null,
    });
  });

  it('takes a parent that stands for nobody for none', () => {
    const group = { type: 'group', userId: 'u', groupId: 'g', traits: { parentId: '0' } };
    expect(readCall(group, rules).group).toEqual({ kind: 'account', id: 'g', parent: null });
  });

  it('is understood in the spellings of the older specification', () => {
    const old = { action: 'track', event: 'Opened', user_id: 'u' };
    expect(readCall(old, rules)).toMatchObject({ type: 'track', userId: 'u' });
  });

  it.each([
    ['a list', [], 'not_an_object', ''],
    ['an unknown type', { ...good, type: 'buy' }, 'unknown_type', 'type'],
    ['a type that every object has', { ...good, type: 'constructor' }, 'unknown_type', 'type'],
    ['no event name', { ...good, event: undefined }, 'missing_event', 'event'],
    ['an event name that is no text', { ...good, event: 5 }, 'invalid_event', 'event'],
    ['a blank event name', { ...good, event: ' \t' }, 'invalid_event', 'event'],
    ['a NUL in an event name', { ...good, event: 'a\0' }, 'invalid_event', 'event'],
    ['no id', { ...good, anonymousId: null }, 'missing_id', 'userId'],
    ['a number for an id', { ...good, userId: 5 }, 'invalid_id', 'userId'],
    ['only an id that stands for nobody', { ...good, anonymousId: 'undefined' }, 'blocked_id', 'anonymousId'],
    ['two ids that stand for nobody', { ...good, userId: 'NaN', anonymousId: '0' }, 'blocked_id', 'userId'],
    ['a blank id', { ...good, anonymousId: ' ' }, 'blocked_id', 'anonymousId'],
    ['an alias of nobody’s id', { type: 'alias', userId: 'u', previousId: 'null' }, 'blocked_id', 'previousId'],
    ['an alias to nobody’s id', { type: 'alias', userId: 'null', previousId: 'a' }, 'blocked_id', 'userId'],
    [
      'an alias of nobody’s id, the older way',
      { type: 'alias', userId: 'u', anonymousId: '-1' },
      'blocked_id',
      'anonymousId',
    ],
    ['an id that is too long', { ...good, userId: 'x'.repeat(513) }, 'invalid_id', 'userId'],
    ['half a surrogate pair in an id', { ...good, userId: 'a\uD800' }, 'invalid_id', 'userId'],
    ['a NUL in an id', { ...good, userId: 'a\0' }, 'invalid_id', 'userId'],
    ['a message id that is too long', { ...good, messageId: 'x'.repeat(101) }, 'invalid_message_id', 'messageId'],
    ['properties that are a list', { ...good, properties: [] }, 'invalid_properties', 'properties'],
    ['a context that is a text', { ...good, context: 'x' }, 'invalid_context', 'context'],
    ['a timestamp that is none', { ...good, timestamp: 'soon' }, 'invalid_timestamp', 'timestamp'],
    [
      'a group that stands for nobody',
      { type: 'group', userId: 'u', groupId: '[object Object]' },
      'blocked_id',
      'groupId',
    ],
    ['a group without its id', { type: 'group', userId: 'u' }, 'missing_group_id', 'groupId'],
    [
      'a group of an unknown kind',
      { type: 'group', userId: 'u', groupId: 'g', traits: { groupKind: 'club' } },
      'unknown_group_kind',
      'traits.groupKind',
    ],
    ['an alias of nobody', { type: 'alias', userId: 'u' }, 'missing_previous_id', 'previousId'],
    ['33 KB', { ...good, properties: { note: 'x'.repeat(33 * 1024) } }, 'event_too_large', ''],
  ])('is refused with %s', (_what, raw, code, path) => {
    expect(faultOf(raw)).toEqual({ code, path });
  });

  it.each([
    [{ ...good, event: 'a\0' }, 'event has a NUL character, which is no text.'],
    [{ ...good, event: 'a\udc00' }, 'event has half a surrogate pair, which is no text.'],
    [{ ...good, event: '  ' }, 'event is blank, and an event needs a name.'],
    [{ ...good, messageId: '\0' }, 'messageId has a NUL character, which is no text.'],
    [{ ...good, event: 5 }, 'event must be a string.'],
  ])('is told what is wrong with a name: %j', (raw, message) => {
    expect(() => readCall(raw, rules)).toThrow(message);
  });

  it('is refused where it is nested without end', () => {
    const nested: unknown = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
    expect(faultOf({ ...good, properties: nested })).toEqual({ code: 'too_deep', path: '' });
  });

  it('may have 32 KB, counted as it is written and not as it might have been', () => {
    const text = 'x'.repeat(31 * 1024);
    expect(faultOf({ ...good, properties: { text } }).code).toBe('none');
    expect(faultOf({ ...good, properties: { text: 'é'.repeat(17 * 1024) } }).code).toBe('event_too_large');
  });

  it('of the kind group belongs to an account unless it says otherwise', () => {
    const group = { type: 'group', userId: 'u', groupId: 'g' };
    expect(readCall(group, rules).group).toEqual({ kind: 'account', id: 'g', parent: undefined });
    const organization = { ...group, context: { groupKind: 'organization' }, traits: { parentId: 'p' } };
    expect(readCall(organization, rules).group).toEqual({ kind: 'organization', id: 'g', parent: 'p' });
    const rootless = { ...group, traits: { groupKind: 'team', parentId: null } };
    expect(readCall(rootless, rules).group).toEqual({ kind: 'team', id: 'g', parent: null });
  });

  it('of the kind alias means the anonymous id where it names no previous one', () => {
    expect(readCall({ type: 'alias', userId: 'u', anonymousId: 'a' }, rules).previousId).toBe('a');
    expect(readCall({ type: 'alias', userId: 'u', anonymousId: 'a', previousId: 'p' }, rules).previousId).toBe('p');
  });
});
