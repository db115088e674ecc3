import type { Run } from '../contract.js';
import { type Fragment, sql } from '../statement.js';

/**
 * Settings stand in the statement, because a connection keeps those given with a call.
 *
 * An interactive question takes a thread a core, the engine's default: with two threads a core the same preview took a
 * fifth longer. Blocks four times the engine's default cost it a twentieth less. A name is expanded wherever it stands,
 * so a question of 500 conditions has some millions of elements, where the engine's bound is half a million; a search for
 * suggestions, which is a report, asks hundreds too. Reports and
 * backfills take one thread,
 * and stand back (`priority`: the engine pauses them, a second at most for each block, while a statement of a smaller
 * number runs).
 */
const byPurpose: Readonly<Record<Run['purpose'], Fragment>> = {
  interactive: sql`SETTINGS priority = 1, max_execution_time = 60, join_use_nulls = 0, max_block_size = 262144,
    max_ast_elements = 1000000, max_expanded_ast_elements = 20000000`,
  report: sql`SETTINGS priority = 2, max_threads = 1, max_execution_time = 600, join_use_nulls = 0,
    max_bytes_before_external_group_by = 1000000000,
    max_ast_elements = 1000000, max_expanded_ast_elements = 20000000`,
  backfill: sql`SETTINGS priority = 2, max_threads = 1, max_execution_time = 3600, join_use_nulls = 0,
    max_bytes_before_external_group_by = 1000000000`,
};

export function settings(purpose: Run['purpose']): Fragment {
  return byPurpose[purpose];
}
