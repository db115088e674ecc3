import type { Explanation, Fault, Finding } from '../api/types.js';
import { describeFound } from '../explain/found.js';
import { faultText } from '../faults/fault-text.js';
import { type BuiltCriteria, criteriaPath, nodeAt } from './criteria-draft.js';
import { type NodeCount, type NodeFacts, type NodeVerdict, nothingKnown, type Problem } from './node-facts.js';

/** Everything known of the nodes of a draft, by their ids. */
export interface FactSources {
  readonly built: BuiltCriteria;
  readonly faults: readonly Fault[];
  readonly findings: readonly Finding[];
  readonly explanation: Explanation | null;
  readonly counts: ReadonlyMap<string, NodeCount>;
  readonly timeZone: string;
}

export function factsOf({ built, faults, findings, explanation, counts, timeZone }: FactSources) {
  const facts = new Map<string, NodeFacts>();
  const know = (id: string, part: Partial<NodeFacts>) => facts.set(id, { ...(facts.get(id) ?? nothingKnown), ...part });
  for (const [id, problems] of problemsOf(built, faults, findings)) know(id, { problems });
  if (explanation !== null) {
    for (const [id, verdict] of verdictsOf(built.paths, explanation, timeZone)) know(id, { verdict });
  }
  for (const [id, count] of counts) if (built.paths.has(id)) know(id, { count });
  return facts;
}

function problemsOf(
  built: BuiltCriteria,
  faults: readonly Fault[],
  findings: readonly Finding[],
): ReadonlyMap<string, readonly Problem[]> {
  const problems = new Map<string, Problem[]>();
  const add = (id: string, problem: Problem) => problems.set(id, [...(problems.get(id) ?? []), problem]);
  for (const [id, message] of built.unfinished) add(id, { message, severity: 'unfinished' });
  for (const fault of faults) {
    const id = nodeAt(built.paths, fault.path);
    if (id !== null) add(id, { message: faultText(fault), severity: 'fault' });
  }
  for (const finding of findings) {
    const id = nodeAt(built.paths, finding.path);
    if (id !== null) add(id, { message: finding.message, severity: 'advice' });
  }
  return problems;
}

/** Of a negated condition it is the condition of which something is found, and the negation that holds or not. */
function verdictsOf(
  paths: ReadonlyMap<string, string>,
  explanation: Explanation,
  timeZone: string,
): ReadonlyMap<string, NodeVerdict> {
  const byPath = new Map<string, Explanation>();
  const visit = (node: Explanation) => {
    byPath.set(criteriaPath(node.path), node);
    node.of?.forEach(visit);
  };
  visit(explanation);
  const verdicts = new Map<string, NodeVerdict>();
  for (const [id, path] of paths) {
    const node = byPath.get(path);
    if (node === undefined) continue;
    const inner = node.type === 'not' ? (node.of?.[0] ?? node) : node;
    const found = inner.of !== undefined || node.matches === null ? null : describeFound(inner, timeZone);
    verdicts.set(id, { matches: node.matches, found });
  }
  return verdicts;
}
