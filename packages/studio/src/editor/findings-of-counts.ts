import type { Criteria, SegmentSubject } from '@kindred/criteria';
import type { Finding, Preview } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatShare } from '../shell/format.js';
import { criteriaPath } from './criteria-draft.js';

/** What is asked of a group's parts: all, at least one, none, or so many that no part decides by itself. */
type Asked = 'all' | 'any' | 'none' | 'some';

/** Whether what stands at a path now is what was counted: it may have been changed since. */
type IsCounted = (path: string) => boolean;

interface Part {
  readonly node: Criteria;
  readonly path: string;
}

/**
 * Conditions that everyone there is satisfies, by their exact counts: what no analysis of the words can know, such as that
 * everybody has viewed a page. Told of the innermost ones, and of the whole where no part of it explains it.
 */
export function findingsOfCounts(
  answer: Preview,
  criteria: Criteria,
  subject: SegmentSubject,
  isCounted: IsCounted,
): readonly Finding[] {
  const t = translator('editor');
  const everyone = answer.everyone.total;
  // Of one alone it is true too, and says nothing.
  if (everyone < 2) return [];
  const met = new Set(
    answer.nodes?.filter(({ certain, path }) => certain === everyone && isCounted(path)).map(({ path }) => path),
  );
  const findings: Finding[] = [];
  const visit = ({ node, path }: Part, asked: Asked | 'whole'): void => {
    const group = groupOf(node, path);
    for (const part of group?.parts ?? []) visit(part, group?.asked ?? 'all');
    const explained = group?.parts.some((part) => met.has(part.path)) ?? false;
    if (!met.has(path) || explained) return;
    const message = t(`met.${asked}`, { count: everyone, subject });
    findings.push({ code: 'met_by_everyone', severity: 'warning', path, message });
  };
  visit({ node: criteria, path: '' }, 'whole');
  return findings;
}

/** Says of a negative that lets people in by itself how many it lets in, where the analysis can only suppose. */
export function withShares(
  findings: readonly Finding[],
  answer: Preview | null,
  subject: SegmentSubject,
  isCounted: IsCounted,
): readonly Finding[] {
  const t = translator('editor');
  const everyone = answer?.everyone.total ?? 0;
  const bounds = new Map(answer?.nodes?.map((node) => [node.path, node]));
  return findings.flatMap((finding) => {
    if (finding.code !== 'negative_in_any' || finding.severity !== 'warning') return [finding];
    const path = criteriaPath(finding.path);
    const found = isCounted(path) ? bounds.get(path) : undefined;
    if (found === undefined || everyone === 0) return [{ ...finding, message: t('negative.unknown') }];
    // That everyone is let in is said by the counts.
    if (found.certain === everyone && everyone > 1) return [];
    const share = formatShare(found.possible, everyone);
    return [{ ...finding, message: t('negative.share', { share, subject }) }];
  });
}

function groupOf(node: Criteria, path: string): { readonly asked: Asked; readonly parts: readonly Part[] } | null {
  const negated = node.type === 'not';
  const inner = negated ? node.of : node;
  if (inner.type !== 'all' && inner.type !== 'any' && inner.type !== 'atLeast') return null;
  const at = negated ? step(path, 'of') : path;
  const parts = inner.of.map((part, index) => ({ node: part, path: step(at, `of[${index}]`) }));
  return { asked: askedBy(inner, negated), parts };
}

function askedBy(group: Extract<Criteria, { type: 'all' | 'any' | 'atLeast' }>, negated: boolean): Asked {
  const needed = group.type === 'all' ? group.of.length : group.type === 'any' ? 1 : group.count;
  if (needed === 1 && (group.type === 'any' || group.of.length > 1)) return negated ? 'none' : 'any';
  if (needed === group.of.length) return negated ? 'some' : 'all';
  return 'some';
}

function step(path: string, next: string): string {
  return path === '' ? next : `${path}.${next}`;
}
