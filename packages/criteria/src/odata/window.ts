import type { RollingWindow, Window } from '../criteria.js';
import { dateOf } from './comparison.js';
import type { ODataExpression } from './expression.js';
import type { Notes } from './note.js';

const day = 86_400_000;
const relative: ReadonlyMap<string, RollingWindow['rolling']> = new Map([
  ['last24Hours', { amount: 24, unit: 'hours' }],
  ['last7Days', { amount: 7, unit: 'days' }],
  ['last28Days', { amount: 28, unit: 'days' }],
  ['last30Days', { amount: 30, unit: 'days' }],
  ['last90Days', { amount: 90, unit: 'days' }],
]);

/** What a filter calls the time of an event or a session. */
export const timeNames: ReadonlySet<string> = new Set([
  'time',
  'day',
  'date',
  'eventDate',
  'completeDate',
  'createDate',
]);

const today: Window = { calendar: 'day' };
const yesterday: Window = { calendar: 'day', ago: 1 };

/** Gathers the conditions on the time of an event into the window that they are. */
export class WindowReader {
  private rolling: RollingWindow['rolling'] | null = null;
  private from: string | null = null;
  private to: string | null = null;
  private days: readonly Window[] = [];

  constructor(private readonly notes: Notes) {}

  /** One comparison of the time with a value; notes what cannot be carried over. */
  compare(operator: string, right: ODataExpression): void {
    const days = daysOf(operator, right);
    if (days !== null) {
      if (this.rolling !== null || this.bounded || this.days.length > 0)
        this.refuse(right.at, 'It can have one window only');
      else this.days = days;
      return;
    }
    const rolling = rollingOf(right);
    if (rolling !== null) {
      if (operator !== 'gt' && operator !== 'ge')
        this.refuse(right.at, 'Only “after” can be asked of a time before now');
      else if (this.rolling !== null || this.bounded || this.days.length > 0)
        this.refuse(right.at, 'It can have one window only');
      else this.rolling = rolling;
      return;
    }
    const date = right.kind === 'literal' ? dateOf(right) : null;
    if (date === null) {
      this.refuse(right.at, 'This is not a time that a window can begin or end with');
      return;
    }
    const wholeDay = date.length === 10;
    if (operator === 'ge') this.begin(date, right.at);
    else if (operator === 'lt' && !wholeDay) this.end(date, right.at);
    else if (!wholeDay) this.refuse(right.at, 'A window holds its first moment and not its last');
    else if (operator === 'gt') this.begin(shifted(date, 1), right.at);
    else if (operator === 'le') this.end(date, right.at);
    else if (operator === 'lt') this.end(shifted(date, -1), right.at);
    else if (operator === 'eq') this.range(date, date, right.at);
    else this.refuse(right.at, `“${operator}” cannot be asked of a time`);
  }

  range(from: string, to: string, at: number): void {
    this.begin(from, at);
    this.end(to, at);
  }

  /** None where nothing was asked of the time; several lie side by side, and the event in one of them. */
  windows(): readonly Window[] {
    if (this.rolling !== null) return [{ rolling: this.rolling }];
    if (!this.bounded) return this.days;
    const from = this.from === null ? {} : { from: this.from };
    return [{ fixed: this.to === null ? from : { ...from, to: this.to } }];
  }

  private get bounded(): boolean {
    return this.from !== null || this.to !== null;
  }

  private begin(date: string, at: number): void {
    if (this.rolling !== null || this.days.length > 0 || (this.from !== null && this.from.length !== date.length)) {
      this.refuse(at, 'It can have one window only');
    } else if (this.from === null || date > this.from) this.from = date;
  }

  private end(date: string, at: number): void {
    if (this.rolling !== null || this.days.length > 0 || (this.to !== null && this.to.length !== date.length)) {
      this.refuse(at, 'It can have one window only');
    } else if (this.to === null || date < this.to) this.to = date;
  }

  private refuse(at: number, message: string): void {
    this.notes.leftOut(at, message);
  }
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}

/** The present day and the one before; null for any other value. Since yesterday is since its first moment. */
function daysOf(operator: string, right: ODataExpression): readonly Window[] | null {
  if (right.kind !== 'literal') return null;
  const since = operator === 'gt' || operator === 'ge';
  if (!since && operator !== 'eq') return null;
  if (right.text === 'today') return [today];
  if (right.text !== 'yesterday') return null;
  return since ? [yesterday, today] : [yesterday];
}

/** `'last7Days'` and `now() sub duration'P7D'`. */
function rollingOf(expression: ODataExpression): RollingWindow['rolling'] | null {
  if (expression.kind === 'literal') return relative.get(expression.text) ?? null;
  if (expression.kind !== 'binary' || expression.operator !== 'sub') return null;
  const { left, right } = expression;
  if (left.kind !== 'path' || left.steps.length !== 1) return null;
  const [step] = left.steps;
  if (step?.kind !== 'call' || step.name.toLowerCase() !== 'now') return null;
  if (right.kind !== 'literal' || right.literal !== 'duration') return null;
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(right.text);
  if (match === null) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((text) => Number(text ?? 0));
  const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  if (!Number.isSafeInteger(total) || total === 0) return null;
  if (total % 86_400 === 0) return { amount: total / 86_400, unit: 'days' };
  if (total % 3_600 === 0) return { amount: total / 3_600, unit: 'hours' };
  if (total % 60 === 0) return { amount: total / 60, unit: 'minutes' };
  return { amount: total, unit: 'seconds' };
}
