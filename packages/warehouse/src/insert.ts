import type { WarehouseTable } from './contract.js';
import { WarehouseError } from './errors.js';
import { Fragment, name, render, type Statement, sql } from './statement.js';

/** Every table's columns, in the order in which `encode` writes them; one that a row leaves out gets its default. */
const columns: Readonly<Record<WarehouseTable, readonly string[]>> = {
  events: [
    'site',
    'name',
    'identity',
    'time',
    'position',
    'messageId',
    'type',
    'receivedAt',
    'userId',
    'anonymousId',
    'properties',
    'context',
    'import',
  ],
  profiles: [
    'site',
    'id',
    'version',
    'deleted',
    'userId',
    'fields',
    'traits',
    'account',
    'organization',
    'userGroup',
    'team',
    'role',
    'firstSeen',
    'lastSeen',
  ],
  identities: ['site', 'identity', 'profile', 'version'],
  groups: ['site', 'kind', 'id', 'number', 'version', 'deleted', 'parent', 'fields', 'traits'],
  memberships: ['site', 'id', 'segment', 'profile', 'entered', 'at', 'cause'],
};

const tokenForm = /^[A-Za-z0-9_.:-]{1,200}$/;

/**
 * The statement that takes the rows of a table, once a token. Nothing is inferred from text; one thread reads and
 * writes, so that a body is cut into the same blocks each time. What is made of the rows by a view is made again when a
 * body comes again, because a crash may have come between the two; views must bear that.
 *
 * @throws WarehouseError `invalid_token`
 */
export function insertInto(table: WarehouseTable, token: string): Statement {
  if (!tokenForm.test(token)) {
    throw new WarehouseError('invalid_token', 'A token has 1 to 200 letters, digits and _.:-', false);
  }
  // A setting takes no parameter; the token has just been checked to hold nothing but harmless characters.
  const quoted = new Fragment([`'${token}'`]);
  return render(sql`INSERT INTO ${name(table)} (${new Fragment([columns[table].join(', ')])}) SETTINGS
    insert_deduplication_token = ${quoted}, insert_deduplicate = 1, async_insert = 0,
    deduplicate_blocks_in_dependent_materialized_views = 1, max_insert_threads = 1,
    input_format_parallel_parsing = 0, max_insert_block_size = 1048576, min_insert_block_size_rows = 1048576,
    min_insert_block_size_bytes = 0, input_format_defaults_for_omitted_fields = 1, input_format_try_infer_dates = 0, input_format_try_infer_datetimes = 0
    FORMAT JSONEachRow`);
}
