import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RepeatedWork } from './repeated-work.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function begin(work: () => Promise<void>) {
  const errors: unknown[] = [];
  const parts = { work, busyInterval: 50, idleInterval: 1_000, busyFor: 2_000, clock: Date.now };
  return { repeated: new RepeatedWork({ ...parts, onError: (error) => errors.push(error) }), errors };
}

it('is not put off by what happens meanwhile, however often', async () => {
  let goes = 0;
  const { repeated } = begin(async () => {
    goes += 1;
  });
  for (let ms = 0; ms < 1_000; ms += 10) {
    repeated.wake();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(goes).toBe(20);
  await repeated.stop();
});

it('is done often for a while after something has happened, then seldom, and soon again after the next thing', async () => {
  let goes = 0;
  const { repeated } = begin(async () => {
    goes += 1;
  });
  const goesWithin = async (ms: number) => {
    const before = goes;
    await vi.advanceTimersByTimeAsync(ms);
    return goes - before;
  };
  repeated.wake();
  expect(await goesWithin(2_000)).toBe(40);
  expect(await goesWithin(3_000)).toBe(3);
  repeated.wake();
  expect(await goesWithin(50)).toBe(1);
  await repeated.stop();
  expect(await goesWithin(10_000)).toBe(0);
});

it('never goes on twice at once, goes on after a failure, and is waited for at the end', async () => {
  let going = 0;
  let done = 0;
  const { repeated, errors } = begin(async () => {
    going += 1;
    expect(going).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    going -= 1;
    done += 1;
    if (done === 1) throw new TypeError('the first one');
  });
  repeated.wake();
  for (let ms = 0; ms < 600; ms += 20) {
    await vi.advanceTimersByTimeAsync(20);
    repeated.wake();
  }
  expect([done, errors]).toEqual([2, [new TypeError('the first one')]]);
  const stopped = repeated.stop();
  await vi.advanceTimersByTimeAsync(200);
  await stopped;
  expect([going, done]).toEqual([0, 3]);
});
