import type { Storage } from './environment.js';

const yearInSeconds = 31_536_000;
/** Browsers drop larger cookies, and every request would carry them. */
const longestCookie = 1_000;

export interface CookieJar {
  cookie: string;
}

/** The part of `window.localStorage` that is used. */
export interface ValueStore {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** Kept in localStorage; in a cookie where that is refused (private windows, storage settings); in memory where both are. */
export function createStorage(values: () => ValueStore, cookies: CookieJar, secure: boolean): Storage {
  const memory = new Map<string, string>();
  const store = usable(values);
  if (store !== null) {
    return {
      get: (name) => memory.get(name) ?? store.getItem(name),
      set(name, value) {
        try {
          if (value === null) store.removeItem(name);
          else store.setItem(name, value);
          memory.delete(name);
        } catch {
          // Full: this page at least remembers.
          if (value !== null) memory.set(name, value);
        }
      },
    };
  }
  return {
    get: (name) => memory.get(name) ?? readCookie(cookies.cookie, name),
    set(name, value) {
      if (value === null) memory.delete(name);
      else memory.set(name, value);
      if (value === null || value.length < longestCookie) cookies.cookie = cookieText(name, value, secure);
    },
  };
}

function usable(values: () => ValueStore): ValueStore | null {
  try {
    const store = values();
    store.setItem('kindred_test', '1');
    store.removeItem('kindred_test');
    return store;
  } catch {
    return null;
  }
}

/** The value of one cookie of a `document.cookie` text. */
export function readCookie(text: string, name: string): string | null {
  for (const part of text.split('; ')) {
    if (part.startsWith(`${name}=`)) {
      try {
        return decodeURIComponent(part.slice(name.length + 1));
      } catch {
        return null;
      }
    }
  }
  return null;
}

function cookieText(name: string, value: string | null, secure: boolean): string {
  const age = value === null ? 0 : yearInSeconds;
  return `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${age}; samesite=lax${secure ? '; secure' : ''}`;
}
