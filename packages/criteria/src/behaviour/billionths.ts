/** Numbers of this magnitude or more are not added up: their sum could pass what the warehouse can hold exactly. */
export const largestSummand = 1e18;

const view = new DataView(new ArrayBuffer(8));

/**
 * A double as a whole number of billionths, exactly: rounded to the nearest, ties to the even one, from the double's
 * own binary value. Null for what is too large to be added up.
 */
export function billionths(value: number): bigint | null {
  if (!(Math.abs(value) < largestSummand)) return null;
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & 0xfffffffffffffn) | (exponent === 0 ? 0n : 0x10000000000000n);
  const scaled = mantissa * 1_000_000_000n;
  const shift = Math.max(exponent, 1) - 1_075;
  const magnitude = shift >= 0 ? scaled << BigInt(shift) : roundedShift(scaled, BigInt(-shift));
  return value < 0 ? -magnitude : magnitude;
}

/** A whole number divided by a power of two, to the nearest whole, ties to the even one. */
function roundedShift(value: bigint, shift: bigint): bigint {
  const whole = value >> shift;
  const twice = (value - (whole << shift)) << 1n;
  const one = 1n << shift;
  return twice > one || (twice === one && (whole & 1n) === 1n) ? whole + 1n : whole;
}
