import type { ComparedAs, Operator } from '../criteria.js';
import type { PropertyType } from '../request.js';

/** What an operand is read for. */
export interface OperandContext {
  readonly operator: Operator;
  /** The type that the language itself fixes for the property, or null. */
  readonly type: PropertyType | null;
  readonly as: ComparedAs | undefined;
  readonly exactCase: boolean;
}
