import type { Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { measured } from '../harness/measurement.js';
import { type EvaluatePlan, isEvaluateResult } from '../load/evaluate-plan.js';
import { engines } from '../peers/engines.js';

const ask = (plan: EvaluatePlan) => runLoad('evaluate-load', plan, isEvaluateResult);

/** One segment of five conditions, beside engines that do the like. */
export const evaluateOne: Case = {
  name: 'evaluate-1',
  async run(bench) {
    const tidy = await ask({ task: 'one', engine: 'kindred', ragged: false });
    const ragged = await ask({ task: 'one', engine: 'kindred', ragged: true });
    const peers: string[] = [];
    let best = 0;
    for (const engine of Object.keys(engines)) {
      if (engine === 'kindred') continue;
      bench.note(engine);
      const { rate, wrong } = await ask({ task: 'one', engine, ragged: false });
      if (wrong === 0) best = Math.max(best, rate);
      peers.push(`${engine} ${(rate / 1e6).toFixed(2)} M${wrong === 0 ? '' : ` (${wrong} OTHER ANSWERS)`}`);
    }
    const right = tidy.wrong + ragged.wrong === 0;
    return [
      measured(
        'evaluate-1',
        right ? (tidy.rate + ragged.rate) / 2 : 0,
        'evaluations/s',
        `mean of 1,000 tidy people (${(tidy.rate / 1e6).toFixed(1)} M) and 1,000 with values missing, of other types and spellings and in lists (${(ragged.rate / 1e6).toFixed(1)} M); ` +
          `half of each reach the last condition; each engine in a process of its own after a warm-up, by the time that this process had a processor, the median of 15 rounds, on the tidy people, with our answers: ${peers.join(', ')}; peer: the fastest of them`,
        { peer: best, target: { atLeast: 15_000_000 } },
      ),
    ];
  },
};

const shape = 'random segments of depth 3 over 400 conditions, 30 % of them about parts of texts; 5,000 people';

function many(name: string, segments: number): Case {
  return {
    name,
    async run() {
      const ours = await ask({ task: 'many', engine: 'kindred', segments });
      const hand = await ask({ task: 'many', engine: 'by-hand', segments });
      const right = ours.wrong + hand.wrong === 0;
      return [
        measured(
          name,
          right ? ours.rate : 0,
          'users/s',
          `${segments} ${shape}; ${(ours.held * 100).toFixed(0)} % of the answers are yes; peer: a hand-written function of the same meaning for each segment, with the same answers`,
          { peer: hand.rate, target: { ratioAtLeast: 2 } },
        ),
      ];
    },
  };
}

export const evaluate200 = many('evaluate-200', 200);
export const evaluate1000 = many('evaluate-1000', 1_000);

/** What ten times the segments cost a visitor. */
export const evaluateGrowth: Case = {
  name: 'evaluate-growth',
  async run() {
    const few = await ask({ task: 'many', engine: 'kindred', segments: 1_000 });
    const lots = await ask({ task: 'many', engine: 'kindred', segments: 10_000 });
    const times = few.wrong + lots.wrong === 0 ? few.rate / lots.rate : Number.POSITIVE_INFINITY;
    const each = `${(1e6 / few.rate).toFixed(1)} µs a person with 1,000, ${(1e6 / lots.rate).toFixed(1)} µs with 10,000`;
    return [measured('evaluate-growth', times, 'times', `${each}; ${shape}`, { target: { atMost: 4 } })];
  },
};
