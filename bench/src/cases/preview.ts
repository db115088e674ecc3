import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Criteria } from '@kindred/criteria';
import { bigSite, inWarehouse, workingCopy } from '../data/big-site.js';
import type { Bench, Case } from '../harness/case.js';
import { measured } from '../harness/measurement.js';
import { percentilesOf } from '../harness/percentiles.js';

const warmups = 5;
/** How long (ms) a server has been up when it is asked first. */
const settled = 15_000;
const questions = 30;

/** Three conditions; the age makes each question another one, so that nothing can be remembered. */
export function criteriaOf(age: number): Criteria {
  return {
    type: 'all',
    of: [
      { type: 'property', property: 'user.plan', operator: 'equals', value: 'pro' },
      { type: 'property', property: 'user.age', operator: 'atLeast', value: age },
      {
        type: 'event',
        event: 'Page Viewed',
        count: { atLeast: 3 },
        window: { rolling: { amount: 120, unit: 'days' } },
      },
    ],
  };
}

/** The same question as somebody who knows the tables would write it. */
const byHand = `
  SELECT countIf(userId IS NOT NULL) AS known, countIf(userId IS NULL) AS guests
  FROM profiles FINAL
  WHERE site = 1 AND deleted = 0 AND traits.f_plan.:String = 'pro' AND traits.n_age.:Float64 >= {age:Float64}
    AND id IN (
      SELECT if(joined.profile = 0, seen.identity, joined.profile) AS person
      FROM (
        SELECT identity, count() AS times FROM events
        WHERE site = 1 AND name = 'Page Viewed' AND time > {since:Int64}
        GROUP BY identity
      ) AS seen
      LEFT JOIN (SELECT identity, profile FROM identities FINAL WHERE site = 1) AS joined ON joined.identity = seen.identity
      GROUP BY person
      HAVING sum(seen.times) >= 3
    )`;

interface Count {
  readonly known: number;
  readonly guests: number;
}

/** Counting people of criteria not yet saved, beside the same question in SQL. */
export const preview: Case = {
  name: 'preview',
  async run(bench: Bench) {
    const kept = await bigSite(bench.cacheDir, bench.port, bench.note);
    const dataDir = workingCopy(kept);
    try {
      bench.note('the question in hand-written SQL');
      const hand = await askByHand(dataDir);
      const product = await runProduct({ port: bench.port, dataDir });
      try {
        // What is kept beside the events is compared with them after a start.
        await sleep(settled);
        bench.note('the question through HTTP');
        const quiet = await askThroughHttp(product);
        bench.note('the question through HTTP while reports run');
        const report = startReports(product);
        const busy = await askThroughHttp(product);
        const reports = await report.end();
        const shape =
          `1 M people, 100,000 joined identities, 20 M events of which 60 % are the one asked for; plan, age and "at least 3 in 120 days"; ` +
          `${questions} different questions after ${warmups} of warm-up; ${bench.cores} cores`;
        const agrees = alike(quiet.count.known, hand.count.known) && alike(quiet.count.guests, hand.count.guests);
        const quietTimes = percentilesOf(quiet.times);
        const busyTimes = percentilesOf(busy.times);
        const handTimes = percentilesOf(hand.times);
        return [
          measured(
            'preview',
            agrees ? quietTimes.p50 : Number.POSITIVE_INFINITY,
            'ms',
            `p50 through HTTP (p99 ${quietTimes.p99.toFixed(0)} ms); peer: the same question in hand-written SQL in the same engine (p99 ${handTimes.p99.toFixed(0)} ms), ` +
              `${agrees ? 'with the same answer' : `WITH ANOTHER ANSWER (${JSON.stringify(quiet.count)} and ${JSON.stringify(hand.count)})`}; ${shape}`,
            { peer: handTimes.p50, target: { atMost: 150, ratioAtMost: 1.5 } },
          ),
          measured(
            'preview-beside-report',
            busyTimes.p50,
            'ms',
            `p50 through HTTP while a report runs over and over (${reports.length} of them, each ${(percentilesOf(Float64Array.from(reports)).p50 / 1000).toFixed(1)} s); peer: hand-written SQL on a quiet machine; ${shape}`,
            { peer: handTimes.p50, target: { atMost: 150 } },
          ),
        ];
      } finally {
        await product.stop();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** The window has moved on by some seconds between the two, which is a few people of a hundred thousand. */
function alike(left: number, right: number): boolean {
  return Math.abs(left - right) <= right / 1000;
}

async function askByHand(dataDir: string): Promise<{ times: Float64Array; count: Count }> {
  const since = Date.now() - 120 * 86_400_000;
  const answers = await inWarehouse(
    dataDir,
    Array.from({ length: warmups + questions }, (_, index) => ({
      query: byHand,
      parameters: { age: 20 + index, since },
    })),
  );
  const row: Record<string, unknown> = JSON.parse(answers[0]?.text ?? '{}');
  return {
    times: Float64Array.from(answers.slice(warmups), (answer) => answer.milliseconds),
    count: { known: Number(row.known), guests: Number(row.guests) },
  };
}

async function askThroughHttp(product: RunningProduct): Promise<{ times: Float64Array; count: Count }> {
  const times: number[] = [];
  let first: Count = { known: 0, guests: 0 };
  for (let index = 0; index < warmups + questions; index += 1) {
    const started = performance.now();
    const answer = await product.call('POST', '/v1/preview', { criteria: criteriaOf(20 + index), includeGuests: true });
    if (index >= warmups) times.push(performance.now() - started);
    if (index === 0) first = certainOf(answer);
  }
  return { times: Float64Array.from(times), count: first };
}

function certainOf(answer: unknown): Count {
  if (typeof answer === 'object' && answer !== null && 'certain' in answer) {
    const { certain } = answer;
    if (typeof certain === 'object' && certain !== null && 'known' in certain && 'guests' in certain) {
      return { known: Number(certain.known), guests: Number(certain.guests) };
    }
  }
  return { known: Number.NaN, guests: Number.NaN };
}

/** One report after the other until told to end; resolves to how long each took, ms. */
function startReports(product: RunningProduct): { end(): Promise<readonly number[]> } {
  let running = true;
  const times: number[] = [];
  const work = (async () => {
    const created = await product.call('POST', '/v1/segments', {
      name: { en: 'Everybody who looked' },
      criteria: criteriaOf(18),
      includeGuests: true,
    });
    const id = typeof created === 'object' && created !== null && 'id' in created ? String(created.id) : '';
    while (running) {
      const started = performance.now();
      await product.call('GET', `/v1/segments/${id}/report?days=90`);
      times.push(performance.now() - started);
    }
  })();
  return {
    async end() {
      running = false;
      await work;
      return times;
    },
  };
}
