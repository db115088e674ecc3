/** Runs in a process of its own: one engine, one measurement. */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Subject } from '@kindred/criteria';
import { evaluate } from '@kindred/criteria/predicate';
import { compileMany } from '@kindred/criteria/prepared';
import { predicatePeople } from '../data/predicate-people.js';
import { randomSegments, segmentPeople } from '../data/random-segments.js';
import { type Handwritten, moduleByHand } from '../peers/by-hand.js';
import { byTheRules, criteria, engines, inputOf } from '../peers/engines.js';
import type { EvaluatePlan, EvaluateResult } from './evaluate-plan.js';
import { runPlan } from './plan.js';

runPlan((plan: EvaluatePlan) =>
  plan.task === 'one' ? measureOne(plan.engine, plan.ragged) : measureMany(plan.engine, plan.segments),
);

async function measureOne(engine: string, ragged: boolean): Promise<EvaluateResult> {
  const people = predicatePeople(1_000, ragged);
  const make = engines[engine];
  if (make === undefined) throw new TypeError(`There is no engine ${engine}`);
  const ask = await make();
  let wrong = 0;
  let held = 0;
  for (const person of people) {
    const answer = await ask(person);
    if (answer !== evaluate(criteria, inputOf(person))) wrong += 1;
    if (answer) held += 1;
  }
  const waits = ask(people[0] ?? { userId: null, traits: {}, groups: {} }) instanceof Promise;
  const pass = async () => {
    for (const person of people) await ask(person);
  };
  const passAtOnce = () => {
    let count = 0;
    for (const person of people) if (ask(person)) count += 1;
    return count;
  };
  const rate = await rateOf(waits ? pass : passAtOnce, people.length);
  return { rate, wrong, held: held / people.length };
}

async function measureMany(engine: string, count: number): Promise<EvaluateResult> {
  const people = segmentPeople(5_000);
  const all = randomSegments(count);
  const set = compileMany(all, byTheRules);
  const hand = engine === 'kindred' ? null : await writtenByHand(count);
  const answers = new Int32Array(Math.ceil(count / 32));
  let wrong = 0;
  let held = 0;
  for (const person of people.slice(0, 200)) {
    set.look(inputOf(person));
    for (const [index, one] of all.entries()) {
      const expected = hand === null ? evaluate(one, inputOf(person)) : hand[index]?.(person.traits) === true;
      if (set.holds(index) !== expected) wrong += 1;
      if (expected) held += 1;
    }
  }
  const ask =
    hand === null
      ? (person: Subject) => set.look(inputOf(person))
      : (person: Subject) => {
          answers.fill(0);
          for (let i = 0; i < hand.length; i++) {
            if (hand[i]?.(person.traits)) answers[i >> 5] = (answers[i >> 5] ?? 0) | (1 << (i & 31));
          }
        };
  let next = 0;
  const batch = 50;
  const rate = await rateOf(() => {
    for (let i = 0; i < batch; i++) {
      const person = people[next];
      next = (next + 1) % people.length;
      if (person !== undefined) ask(person);
    }
  }, batch);
  return { rate, wrong, held: held / (200 * count) };
}

async function writtenByHand(count: number): Promise<Handwritten> {
  const file = join(tmpdir(), `kindred-by-hand-${process.pid}.mjs`);
  writeFileSync(file, moduleByHand(randomSegments(count), import.meta.resolve('@kindred/criteria')));
  try {
    const written: { readonly segments: Handwritten } = await import(pathToFileURL(file).href);
    return written.segments;
  } finally {
    rmSync(file);
  }
}

/** Per second of this process's own time, so that other work on the machine counts little; the median round after a warm-up. */
async function rateOf(pass: () => unknown, each: number): Promise<number> {
  const round = async (milliseconds: number): Promise<number> => {
    const started = performance.now();
    const before = process.cpuUsage();
    let done = 0;
    while (performance.now() - started < milliseconds) {
      const answer = pass();
      if (answer instanceof Promise) await answer;
      done += each;
    }
    const { user, system } = process.cpuUsage(before);
    return (done * 1e6) / (user + system);
  };
  await round(800);
  const rates: number[] = [];
  while (rates.length < 15) rates.push(await round(100));
  return rates.sort((a, b) => a - b)[7] ?? 0;
}
