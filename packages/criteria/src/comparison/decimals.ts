/**
 * The form of an exact decimal as text: up to 30 digits before and 30 behind the point, no exponent. Every reader uses
 * this text, so it stays within RE2.
 */
export const decimalForm = '^-?[0-9]{1,30}(?:[.][0-9]{1,30})?$';
/** Decimals of the billion-billion-billionth; what every reader counts in. */
export const decimalScale = 30;

const form = new RegExp(decimalForm);

/** An exact decimal, and how doubles compare with it. */
export interface Decimal {
  /** In the form of `decimalForm`, shortest. */
  readonly text: string;
  /** Times 10^30. */
  readonly scaled: bigint;
  /** The nearest double, and whether that, in its shortest decimal form, is less (−1), equal (0) or greater (1). */
  readonly nearest: number;
  readonly nearestSide: number;
}

/** Reads a number (in its shortest decimal form) or text; null for what is no decimal within the limits. */
export function readDecimal(value: unknown): Decimal | null {
  const text = typeof value === 'number' ? plain(value) : value;
  if (typeof text !== 'string') return null;
  const scaled = scaledDecimal(text);
  if (scaled === null) return null;
  const nearest = Number(text);
  const near = scaledNumber(nearest, 400);
  const exact = scaled * 10n ** 370n;
  return { text: plainText(scaled), scaled, nearest, nearestSide: near < exact ? -1 : near > exact ? 1 : 0 };
}

/** Whether `readDecimal` can read it, without reading it. */
export function isDecimal(value: unknown): boolean {
  if (typeof value === 'string') return form.test(value);
  // Doubles written without an exponent have fewer digits than are allowed.
  if (typeof value !== 'number') return false;
  return form.test(String(value)) || form.test(plain(value) ?? '');
}

/** Below 0 where the value is less, 0 where it is equal, above 0 where it is greater; not a number for other values. */
export function compareDecimal(value: unknown, { scaled, nearest, nearestSide }: Decimal): number {
  if (typeof value === 'number') return value < nearest ? -1 : value > nearest ? 1 : nearestSide;
  const other = typeof value === 'string' ? scaledDecimal(value) : null;
  if (other === null) return Number.NaN;
  return other < scaled ? -1 : other > scaled ? 1 : 0;
}

function scaledDecimal(text: string): bigint | null {
  if (!form.test(text)) return null;
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(decimalScale, '0'));
}

/** A finite double in its shortest decimal form, times a power of ten that leaves nothing behind the point. */
function scaledNumber(value: number, scale: number): bigint {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(scale - fraction.length + Number(exponent));
}

function plain(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  const scaled = scaledNumber(value, 400);
  const unit = 10n ** 370n;
  return scaled % unit === 0n ? plainText(scaled / unit) : null;
}

function plainText(scaled: bigint): string {
  const sign = scaled < 0n ? '-' : '';
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimalScale + 1, '0');
  const fraction = digits.slice(-decimalScale).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -decimalScale)}${fraction === '' ? '' : `.${fraction}`}`;
}
