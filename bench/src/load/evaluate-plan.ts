export type EvaluatePlan =
  | { readonly task: 'one'; readonly engine: string; readonly ragged: boolean }
  | { readonly task: 'many'; readonly engine: 'kindred' | 'by-hand'; readonly segments: number };

export interface EvaluateResult {
  /** People a second. */
  readonly rate: number;
  /** Answers that were not ours. */
  readonly wrong: number;
  /** Part of the answers that were yes. */
  readonly held: number;
}

export function isEvaluateResult(value: unknown): value is EvaluateResult {
  return typeof value === 'object' && value !== null && 'rate' in value && 'wrong' in value && 'held' in value;
}
