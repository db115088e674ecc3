import { Session } from 'chdb';
import { runPlan } from './plan.js';

export interface WarehousePlan {
  /** Of a data directory whose server is stopped. */
  readonly path: string;
  readonly statements: readonly { readonly query: string; readonly parameters: Readonly<Record<string, unknown>> }[];
}

export interface WarehouseResult {
  readonly answers: readonly { readonly milliseconds: number; readonly text: string }[];
}

/** Runs statements in the embedded engine, in a process of its own: one process may open one directory in its life. */
runPlan(async (plan: WarehousePlan): Promise<WarehouseResult> => {
  const session = new Session(plan.path);
  const answers: { milliseconds: number; text: string }[] = [];
  for (const { query, parameters } of plan.statements) {
    const started = performance.now();
    const result = await session.queryBindAsync(query, parameters, { format: 'JSONEachRow' });
    answers.push({ milliseconds: performance.now() - started, text: result.text() });
  }
  session.close();
  return { answers };
});
