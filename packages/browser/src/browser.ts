import type { Environment } from './environment.js';
import { createStorage } from './storage.js';

interface PrivacyNavigator extends Navigator {
  readonly globalPrivacyControl?: boolean;
}

/** The real page. */
export function browserEnvironment(window: Window & typeof globalThis): Environment {
  const { document, location } = window;
  const navigator: PrivacyNavigator = window.navigator;
  return {
    now: () => Date.now(),
    id: () => randomId(window.crypto),
    random: () => Math.random(),
    later: (run, ms) => {
      window.setTimeout(run, ms);
    },
    page: () => ({
      url: location.href,
      path: location.pathname,
      search: location.search,
      title: document.title,
      referrer: document.referrer,
    }),
    visitor: () => ({
      userAgent: navigator.userAgent,
      locale: navigator.language,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      device: deviceOf(navigator.userAgent, navigator.maxTouchPoints),
      screen: { width: window.screen.width, height: window.screen.height },
    }),
    privacySignal: () => navigator.globalPrivacyControl === true || navigator.doNotTrack === '1',
    storage: createStorage(() => window.localStorage, document, location.protocol === 'https:'),
    async post(url, body, timeout) {
      const control = new AbortController();
      const timer = window.setTimeout(() => control.abort(), timeout);
      try {
        // A string body is text/plain, which crosses origins without a preflight.
        const response = await window.fetch(url, {
          method: 'POST',
          body,
          credentials: 'omit',
          keepalive: body.length < 60_000,
          signal: control.signal,
        });
        const seconds = Number(response.headers.get('Retry-After'));
        return {
          status: response.status,
          retryAfter: seconds > 0 ? seconds * 1_000 : null,
          body: await response.text(),
        };
      } finally {
        window.clearTimeout(timer);
      }
    },
    beacon: (url, body) => typeof navigator.sendBeacon === 'function' && navigator.sendBeacon(url, body),
    onLeave(run) {
      window.addEventListener('pagehide', run);
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'hidden') run();
      });
    },
  };
}

/** As far as a user agent tells; an iPad says that it is a Mac, but one that is touched. */
export function deviceOf(userAgent: string, touchPoints: number): 'desktop' | 'mobile' | 'tablet' {
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1))
    return 'tablet';
  return /Mobi/.test(userAgent) ? 'mobile' : 'desktop';
}

/** A random UUID; `crypto.randomUUID` is missing from pages that are not served securely. */
export function randomId(crypto: Crypto): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
