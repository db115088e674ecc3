import type { Run } from '../contract.js';
import { type Fragment, sql } from '../statement.js';

/**
 * Settings stand in the statement, because a connection keeps those given with a call. Reports and backfills take one
 * thread, so that with two cores a preview always finds one.
 */
const byPurpose: Readonly<Record<Run['purpose'], Fragment>> = {
  interactive: sql`SETTINGS max_threads = 4, max_execution_time = 60, join_use_nulls = 0`,
  report: sql`SETTINGS max_threads = 1, max_execution_time = 600, join_use_nulls = 0,
    max_bytes_before_external_group_by = 1000000000`,
  backfill: sql`SETTINGS max_threads = 1, max_execution_time = 3600, join_use_nulls = 0,
    max_bytes_before_external_group_by = 1000000000`,
};

export function settings(purpose: Run['purpose']): Fragment {
  return byPurpose[purpose];
}
