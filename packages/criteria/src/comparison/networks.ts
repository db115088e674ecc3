const byte = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const dotted = `${byte}(?:[.]${byte}){3}`;
const group = '[0-9A-Fa-f]{1,4}';

/** IPv6: eight groups, or fewer around one `::`; the last two may be written as an IPv4 address. */
const longForms = [
  `(?:${group}:){7}(?:${group}|:)`,
  `(?:${group}:){6}(?:${dotted}|:${group}|:)`,
  ...[5, 4, 3, 2, 1].map(
    (before) => `(?:${group}:){${before}}(?:(?::${group}){0,${5 - before}}:${dotted}|(?::${group}){1,${7 - before}}|:)`,
  ),
  `:(?:(?::${group}){0,5}:${dotted}|(?::${group}){1,7}|:)`,
];

/** The form of an IPv4 or IPv6 address, without a zone. Every reader uses this text, so it stays within RE2. */
export const addressForm = `^(?:${dotted}|${longForms.join('|')})$`;

const form = new RegExp(addressForm);

/** The addresses of a network, as `addressKey` writes them, both ends included. */
export interface AddressRange {
  readonly low: string;
  readonly high: string;
}

/** 32 hex digits, IPv4 as IPv6 maps it (`::ffff:a.b.c.d`), whose order is that of addresses; null for other text. */
export function addressKey(text: string): string | null {
  if (!form.test(text)) return null;
  if (!text.includes(':')) return `00000000000000000000ffff${dottedHex(text)}`;
  const tail = text.lastIndexOf(':') + 1;
  const last = text.slice(tail);
  const hex = last.includes('.') ? dottedHex(last) : null;
  const colons = hex === null ? text : `${text.slice(0, tail)}${hex.slice(0, 4)}:${hex.slice(4)}`;
  const [before = '', after] = colons.split('::');
  const front = groupsOf(before);
  if (after === undefined) return front.join('');
  const back = groupsOf(after);
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0000');
  return [...front, ...zeros, ...back].join('');
}

/** Reads an address or a network such as `10.0.0.0/8` or `2001:db8::/32`; bits behind the prefix do not matter. */
export function readNetwork(text: string): AddressRange | null {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const key = addressKey(address);
  if (key === null) return null;
  if (slash < 0) return { low: key, high: key };
  const bits = text.slice(slash + 1);
  const most = address.includes(':') ? 128 : 32;
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(bits) || Number(bits) > most) return null;
  const free = BigInt(most - Number(bits));
  const low = (BigInt(`0x${key}`) >> free) << free;
  return { low: hexOf(low), high: hexOf(low + (1n << free) - 1n) };
}

/** Whether a text is an address in one of the networks. */
export function inNetworks(text: string, networks: readonly AddressRange[]): boolean {
  const key = addressKey(text);
  return key !== null && networks.some(({ low, high }) => low <= key && key <= high);
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').map((each) => each.padStart(4, '0').toLowerCase());
}

function dottedHex(text: string): string {
  return text
    .split('.')
    .map((each) => Number(each).toString(16).padStart(2, '0'))
    .join('');
}

function hexOf(address: bigint): string {
  return address.toString(16).padStart(32, '0');
}
