import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import type { Fault } from './fault.js';
import { readInput } from './input-faults.js';
import { textFaults } from './text-faults.js';

/** A part of a request that its route's schema does not take; the framework names the part. */
export class InputFaultsError extends Error {
  override readonly name = 'InputFaultsError';
  readonly code = 'invalid_request';
  readonly statusCode = 400;
  constructor(readonly faults: readonly Fault[]) {
    super('The request is not as it should be.');
  }
}

/** Checks every part of a request by its zod schema, and that its texts can be kept. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const read = readInput(schema, data);
    if (!('value' in read)) return { error: new InputFaultsError(read.faults) };
    const faults = textFaults(schema, read.value);
    return faults.length === 0 ? read : { error: new InputFaultsError(faults) };
  };
