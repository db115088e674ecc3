/** The kinds of value a property can have; `textList` is many texts. */
export type PropertyType = 'text' | 'number' | 'boolean' | 'date' | 'textList';

/** One thing that is known of the present request. */
export interface RequestField {
  /** Path behind `request.`; one that ends in `.` is the beginning of a family such as `cookies.<name>`. */
  readonly id: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly description: string;
  /** The only values that occur, where they are known. */
  readonly values?: readonly string[];
}

/** Every request field. Kindred fills them from what the caller of `decide` presents; those not presented are missing. */
export const requestFields: readonly RequestField[] = [
  {
    id: 'browser',
    label: 'browser',
    type: 'text',
    description: 'Name of the browser, read from the user agent',
    values: ['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari', 'Samsung Internet', 'Other'],
  },
  { id: 'browserVersion', label: 'browser version', type: 'text', description: 'Version as text, for example 128.0' },
  {
    id: 'deviceType',
    label: 'device type',
    type: 'text',
    description: 'Kind of device, read from the user agent',
    values: ['desktop', 'mobile', 'tablet', 'tv', 'bot', 'other'],
  },
  {
    id: 'os',
    label: 'operating system',
    type: 'text',
    description: 'Name of the operating system, read from the user agent',
    values: ['Android', 'ChromeOS', 'iOS', 'Linux', 'macOS', 'Windows', 'Other'],
  },
  {
    id: 'osVersion',
    label: 'operating system version',
    type: 'text',
    description: 'Version as text, for example 14.2',
  },
  { id: 'language', label: 'language', type: 'text', description: 'Preferred language as a tag, for example pt-BR' },
  { id: 'host', label: 'host', type: 'text', description: 'Host of the page, for example www.example.com' },
  { id: 'url', label: 'URL', type: 'text', description: 'Whole address of the page' },
  { id: 'path', label: 'path', type: 'text', description: 'Path of the page, for example /pricing' },
  { id: 'referrer', label: 'referrer', type: 'text', description: 'Whole address of the page the visitor came from' },
  { id: 'referrerHost', label: 'referrer host', type: 'text', description: 'Host of the page the visitor came from' },
  { id: 'utm.source', label: 'UTM source', type: 'text', description: 'Campaign source, for example newsletter' },
  { id: 'utm.medium', label: 'UTM medium', type: 'text', description: 'Campaign medium, for example email' },
  { id: 'utm.campaign', label: 'UTM campaign', type: 'text', description: 'Campaign name' },
  { id: 'utm.term', label: 'UTM term', type: 'text', description: 'Campaign term' },
  { id: 'utm.content', label: 'UTM content', type: 'text', description: 'Campaign content' },
  { id: 'cookies.', label: 'cookie', type: 'text', description: 'Value of the cookie of this name' },
  { id: 'parameters.', label: 'URL parameter', type: 'text', description: 'Value of the URL parameter of this name' },
  { id: 'userAgent', label: 'user agent', type: 'text', description: 'The browser’s own description of itself' },
  { id: 'signedIn', label: 'signed in', type: 'boolean', description: 'Whether the request carries a user id' },
  {
    id: 'localDate',
    label: 'local date',
    type: 'date',
    description: 'Date where the visitor is, for example 2026-10-25',
  },
  { id: 'localHour', label: 'local hour', type: 'number', description: 'Hour where the visitor is, 0 to 23' },
  { id: 'country', label: 'country', type: 'text', description: 'Two-letter country code, for example DE' },
];

/** The field that `request.<path>` means, or null. */
export function requestFieldOf(path: string): RequestField | null {
  for (const field of requestFields) {
    const family = field.id.endsWith('.');
    if (family ? path.length > field.id.length && path.startsWith(field.id) : path === field.id) return field;
  }
  return null;
}
