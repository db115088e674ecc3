import { describe, expect, it } from 'vitest';
import { createStorage, readCookie } from './storage.js';

describe('storage', () => {
  it('falls back to a cookie where local storage is refused', () => {
    const jar = { cookie: '' };
    const refused = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const storage = createStorage(refused, jar, true);
    storage.set('kindred_anonymous_id', 'a;b');
    expect(jar.cookie).toBe('kindred_anonymous_id=a%3Bb; path=/; max-age=31536000; samesite=lax; secure');
    expect(createStorage(refused, jar, true).get('kindred_anonymous_id')).toBe('a;b');
    storage.set('kindred_anonymous_id', null);
    expect(jar.cookie).toContain('max-age=0');
    expect(storage.get('kindred_anonymous_id')).not.toBe('a;b');
  });

  it('remembers for the page when local storage is full', () => {
    let full = false;
    const kept = new Map<string, string>();
    const storage = createStorage(
      () => ({
        getItem: (name) => kept.get(name) ?? null,
        setItem(name, value) {
          if (full) throw new DOMException('full', 'QuotaExceededError');
          kept.set(name, value);
        },
        removeItem: (name) => kept.delete(name),
      }),
      { cookie: '' },
      false,
    );
    full = true;
    storage.set('a', '1');
    expect(storage.get('a')).toBe('1');
  });

  it('reads a cookie by its whole name', () => {
    expect(readCookie('xa=1; a=2; ab=3', 'a')).toBe('2');
    expect(readCookie('a=%E0%A4%A', 'a')).toBeNull();
  });
});
