/** How many of a segment and of everyone have something; the segment is a part of everyone. */
export interface Shares {
  readonly segment: { readonly with: number; readonly all: number };
  readonly everyone: { readonly with: number; readonly all: number };
}

export interface Lift {
  /** Share in the segment over share in everyone: 2 is twice as usual. */
  readonly value: number;
  /** Between these with 95 % confidence. */
  readonly low: number;
  readonly high: number;
}

/** Of the standard normal distribution, for 95 %. */
const z = 1.959963984540054;

/**
 * How much more usual something is in a segment than among everyone, with an interval of 95 %.
 *
 * The segment is a part of everyone, so the two shares are not independent. What is independent are the segment and the
 * rest: the interval of the ratio R of their shares is made of the Wilson (1927) interval of each by the method of variance
 * estimates recovery for ratios (Donner and Zou 2012, Stat. Methods Med. Res. 21: 347–359), which Fagerland, Lydersen and
 * Laake (2015, ibid. 24: 224–254) found to hold its level in small samples and which has an answer where none or all have it.
 * With π the segment's share of everyone, the lift is R / (πR + 1 − π), which grows with R, so both ends carry over; the
 * interval never leaves [0, 1/π], as one of the lift's own logarithm would.
 *
 * Null where nobody has it, or the segment is empty: then there is nothing to compare. Of a segment that is everyone the
 * lift is 1. O(1).
 */
export function liftOf({ segment, everyone }: Shares): Lift | null {
  if (segment.all === 0 || everyone.with === 0) return null;
  const others = everyone.all - segment.all;
  // Numbers of different moments, as amid a run, may say that more have it in the segment than among everyone.
  const rest = { with: Math.min(others, Math.max(0, everyone.with - segment.with)), all: others };
  if (rest.all <= 0) return { value: 1, low: 1, high: 1 };
  const share = segment.all / everyone.all;
  const lifted = (ratio: number) =>
    ratio === Number.POSITIVE_INFINITY ? 1 / share : ratio / (share * ratio + 1 - share);
  const [low, high] = ratioInterval(wilson(segment.with, segment.all), wilson(rest.with, rest.all));
  return { value: segment.with / segment.all / (everyone.with / everyone.all), low: lifted(low), high: lifted(high) };
}

interface Interval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

function wilson(count: number, of: number): Interval {
  const share = count / of;
  const middle = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return {
    share,
    low: count === 0 ? 0 : Math.max(0, (middle - spread) / scale),
    high: count === of ? 1 : Math.min(1, (middle + spread) / scale),
  };
}

/** Of the ratio of two independent shares; written so that no end divides by what may be nothing. */
function ratioInterval(one: Interval, other: Interval): readonly [low: number, high: number] {
  const product = one.share * other.share;
  const root = (a: number, b: number) => Math.sqrt(Math.max(0, product * product - a * b));
  const below = one.low * (2 * one.share - one.low);
  const low = below === 0 ? 0 : below / (product + root(below, other.high * (2 * other.share - other.high)));
  const floor = other.low * (2 * other.share - other.low);
  const high =
    floor === 0 ? Number.POSITIVE_INFINITY : (product + root(one.high * (2 * one.share - one.high), floor)) / floor;
  return [low, high];
}
