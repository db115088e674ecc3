import { isIP } from 'node:net';

/** Names of headers in which a trusted proxy tells where a visitor is; what is absent is not believed. */
export interface LocationHeaders {
  readonly country?: string | undefined;
  readonly region?: string | undefined;
  readonly city?: string | undefined;
}

/** Two letters; proxies say XX and T1 where they do not know. */
export function countryCode(value: string | undefined): string | undefined {
  if (value === undefined || !/^[A-Za-z]{2}$/.test(value)) return undefined;
  const code = value.toUpperCase();
  return code === 'XX' ? undefined : code;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The name of a place from a header: proxies send UTF-8 there, as it is or percent-encoded. */
export function placeName(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    if (/%[0-9A-Fa-f]{2}/.test(value)) return decodeURIComponent(value);
    // Node gives the bytes of a header as characters of their own.
    return utf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** An IPv4 or IPv6 address; undefined for text that is none. */
export function addressOf(value: string | undefined): string | undefined {
  return value !== undefined && isIP(value) !== 0 ? value : undefined;
}
