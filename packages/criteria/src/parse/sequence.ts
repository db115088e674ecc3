import type { EventMatch, SequenceNode, SequenceStep } from '../criteria.js';
import { eventProperty, readMatch, sound, type WhereParser } from './behaviour.js';
import { criteriaLimits, type FaultList } from './faults.js';
import { describe, type Fields, join, readFields, refuseOthers } from './fields.js';
import { fixedUnits, readDuration, readWindow } from './window.js';

const stepForm = '{"event": "Product Added"}';

/** Events one after another; null after any fault. */
export function parseSequence(
  input: unknown,
  fields: Fields,
  parseWhere: WhereParser,
  faults: FaultList,
): SequenceNode | null {
  refuseOthers(input, fields.path, ['type', 'steps', 'within', 'same', 'window'], faults);
  const steps = readSteps(fields, parseWhere, faults);
  const within = fields.has('within') ? readDuration(fields, 'within', faults, fixedUnits) : undefined;
  const window = readWindow(fields, faults);
  const same = steps === null ? null : readSame(fields, steps.length, faults);
  if (steps === null || within === null || window === null || same === null) return null;
  if (steps.at(-1)?.absent === true && within === undefined) {
    const path = join(fields.path, 'within');
    faults.add(
      path,
      'missing',
      'What does not come needs a time in which it does not',
      '{"amount": 7, "unit": "days"}',
    );
    return null;
  }
  return sound(
    {
      type: 'sequence',
      steps,
      ...(within === undefined ? {} : { within }),
      ...(same === undefined ? {} : { same }),
      ...(window === undefined ? {} : { window }),
    },
    fields.path,
    faults,
  );
}

function readSteps(fields: Fields, parseWhere: WhereParser, faults: FaultList): readonly SequenceStep[] | null {
  const { steps: most } = criteriaLimits;
  const list = readList(fields, 'steps', 2, most, faults);
  if (list === null) return null;
  const steps: SequenceStep[] = [];
  for (const [index, input] of list.entries()) {
    const path = `${join(fields.path, 'steps')}[${index}]`;
    if (!faults.enter(path)) return null;
    const step = readFields(input, path, stepForm, faults);
    if (step === null) continue;
    refuseOthers(input, path, ['event', 'where', 'without', 'absent'], faults);
    const match = readMatch(step, parseWhere, faults);
    const without = step.has('without') ? readWithout(step, index, parseWhere, faults) : undefined;
    const absent = readAbsent(step, index === list.length - 1, faults);
    if (match === null || without === null || absent === null) continue;
    steps.push({ ...match, ...(without === undefined ? {} : { without }), ...(absent ? { absent } : {}) });
  }
  return steps.length === list.length ? steps : null;
}

function readWithout(
  step: Fields,
  index: number,
  parseWhere: WhereParser,
  faults: FaultList,
): readonly EventMatch[] | null {
  const path = join(step.path, 'without');
  if (index === 0 || step.get('absent') === true) {
    faults.add(path, 'not_allowed_here', 'There is nothing between here', '“without” from the second event on');
    return null;
  }
  const list = readList(step, 'without', 1, criteriaLimits.steps, faults);
  if (list === null) return null;
  const matches: EventMatch[] = [];
  for (const [at, input] of list.entries()) {
    if (!faults.enter(`${path}[${at}]`)) return null;
    const fields = readFields(input, `${path}[${at}]`, stepForm, faults);
    if (fields === null) continue;
    refuseOthers(input, fields.path, ['event', 'where'], faults);
    const match = readMatch(fields, parseWhere, faults);
    if (match !== null) matches.push(match);
  }
  return matches.length === list.length ? matches : null;
}

/** Undefined where not said, null after a fault. */
function readAbsent(step: Fields, isLast: boolean, faults: FaultList): true | undefined | null {
  if (!step.has('absent')) return undefined;
  if (step.get('absent') === true && isLast) return true;
  faults.add(
    join(step.path, 'absent'),
    'not_allowed_here',
    'Only the last step can be absent',
    'true, in the last step',
  );
  return null;
}

function readSame(fields: Fields, steps: number, faults: FaultList): string | readonly string[] | undefined | null {
  if (!fields.has('same')) return undefined;
  const path = join(fields.path, 'same');
  const value = fields.get('same');
  if (typeof value === 'string') return eventProperty(value, path, faults);
  if (!Array.isArray(value) || value.length !== steps) {
    const expected = 'properties.<path>, or a list of one for each step';
    faults.add(path, 'value_does_not_fit', `${describe(value)} does not fit`, expected);
    return null;
  }
  const same: string[] = [];
  for (const [index, each] of value.entries()) {
    const property = eventProperty(typeof each === 'string' ? each : '', `${path}[${index}]`, faults);
    if (property !== null) same.push(property);
  }
  return same.length === steps ? same : null;
}

function readList(
  fields: Fields,
  key: string,
  least: number,
  most: number,
  faults: FaultList,
): readonly unknown[] | null {
  const path = join(fields.path, key);
  const expected = `a list of ${least} to ${most}`;
  const list = fields.get(key);
  if (!Array.isArray(list)) {
    faults.add(path, fields.has(key) ? 'not_a_list' : 'missing', `${describe(list)} is not a list`, expected);
    return null;
  }
  if (list.length >= least && list.length <= most) return list;
  faults.add(path, 'out_of_range', `The list has ${list.length} parts`, expected);
  return null;
}
