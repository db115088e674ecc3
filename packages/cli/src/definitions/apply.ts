import { renameSegments } from '@kindred/criteria';
import { read, type SegmentAnswer } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type Connection, call } from '../connection.js';
import { type Definition, renameInNotes } from './definition.js';
import type { Plan, Step } from './plan.js';

/**
 * Does the steps of a plan one after another. A segment that somebody has changed since the plan was made is not
 * touched. The first step that the server refuses ends it; what was done before stays, and the error says how much.
 */
export async function applyPlan(
  connection: Connection,
  plan: Plan,
  server: readonly SegmentAnswer[],
  tell: (line: string) => void,
): Promise<void> {
  const ids = new Map(server.map(({ id, key }) => [key, id]));
  for (const [index, step] of plan.steps.entries()) {
    try {
      await doStep(connection, step, ids);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new CommandError(
        error.code,
        `${step.key}: ${error.message}\n${index} of ${plan.steps.length} steps were done; plan again to see what is left.`,
      );
    }
    tell(`${{ create: 'made', change: 'changed', delete: 'deleted' }[step.action]} ${step.key}`);
  }
}

async function doStep(connection: Connection, step: Step, ids: Map<string, string>): Promise<void> {
  switch (step.action) {
    case 'create': {
      const made = await read<SegmentAnswer>(
        await call(connection, 'POST', '/v1/segments', { json: bodyOf(step.wanted, ids) }),
      );
      ids.set(step.key, made.id);
      return;
    }
    case 'change': {
      const { id, version, includes, excludes } = step.present;
      const json = { ...bodyOf(step.wanted, ids), includes, excludes };
      await call(connection, 'PUT', `/v1/segments/${id}`, { json, ifMatch: version });
      return;
    }
    case 'delete': {
      const { id, version } = step.present;
      await call(connection, 'DELETE', `/v1/segments/${id}`, { ifMatch: version });
    }
  }
}

/** Guests are nobody's question in a segment of accounts, where the server refuses to be told of them. */
function bodyOf({ subject, includeGuests, ...definition }: Definition, ids: ReadonlyMap<string, string>): object {
  const idOf = (key: string): string => ids.get(key) ?? key;
  const { notes = null } = definition;
  return {
    ...definition,
    subject,
    criteria: renameSegments(definition.criteria, idOf),
    notes: notes === null ? null : renameInNotes(notes, idOf),
    ...(subject === 'account' ? {} : { includeGuests }),
  };
}
