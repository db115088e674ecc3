import { z } from 'zod';
import { instant, pageOf } from './base.js';

export const storedImport = z
  .object({
    id: z.string().describe('That of its job'),
    kind: z.enum(['people', 'events']),
    name: z.string().nullable().describe('Of the file; null where rows came without one'),
    state: z
      .enum(['running', 'done', 'failed', 'undoing', 'undone'])
      .describe('`failed` ended before its last row; what had come in by then can be undone'),
    requestedBy: z.string(),
    startedAt: instant,
    finishedAt: instant.nullable(),
    accepted: z.number(),
    rejected: z.number(),
    duplicates: z.number().nullable(),
    undoableUntil: instant
      .nullable()
      .describe('When what it changed is no longer kept; null where it cannot be undone (any more)'),
    undo: z
      .object({
        requestedBy: z.string(),
        requestedAt: instant,
        done: z.number().describe('Ids looked at'),
        total: z.number().nullable().describe('Ids that it told of; null until that is known'),
        finishedAt: instant.nullable(),
        events: z.number().describe('Events erased'),
        removed: z.number().describe('People taken out, as nothing else told of them'),
        restored: z.number().describe('People given back what they were'),
      })
      .nullable(),
  })
  .meta({ id: 'Import' });
export const importPage = pageOf(storedImport);

export const importDetail = storedImport
  .extend({
    effect: z
      .object({
        events: z.number().describe('Events that would be erased'),
        ids: z.number().describe('Ids of people that it told of'),
        created: z
          .number()
          .describe('Of these, ids of people not known before: they go, unless something else tells of them'),
      })
      .nullable()
      .describe('What an undo would take back; null where there can be none'),
  })
  .meta({ id: 'ImportDetail' });
