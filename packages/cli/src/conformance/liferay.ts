import { criteriaFromOData } from '@kindred/criteria/odata';
import { type LiferayCase, liferayCases } from './liferay-cases.js';
import type { JudgedCase, SuiteResult } from './suite.js';
import { ask } from './translation.js';

/** Liferay's filters, carried over as `kindred import liferay` carries them over. A filter that is none has to be refused. */
export function runLiferaySuite(): SuiteResult {
  return { suite: 'liferay', cases: liferayCases.map(judged) };
}

function judged({ name, filter, subject, asked, expected }: LiferayCase): JudgedCase {
  const read = criteriaFromOData(filter, subject === undefined ? {} : { subject });
  if (!read.ok)
    return { name, ...(expected === null ? { verdict: 'right' } : { verdict: 'wrong', reason: read.fault.message }) };
  const left = read.notes.find((note) => note.kind === 'leftOut');
  if (left !== undefined) return { name, verdict: 'unsupported', reason: left.message };
  const found = ask(read.criteria, asked);
  if ('error' in found) return { name, verdict: 'wrong', reason: found.error.message };
  if (found.matches === expected) return { name, verdict: 'right' };
  return {
    name,
    verdict: 'wrong',
    reason: `${found.matches} instead of ${expected === null ? 'a refusal' : expected}`,
  };
}
