/** What is wrong with one question: a stable code, a sentence, and where in the line. */
export class QuestionFault extends Error {
  override readonly name = 'QuestionFault';

  constructor(
    readonly code: string,
    message: string,
    /** From the root of the line, e.g. `profile.groups.account[0].id`; empty for the line itself. */
    readonly path: string,
    /** Everything that is wrong with a definition, where there is more than one thing. */
    readonly faults?: readonly { readonly code: string; readonly message: string; readonly path: string }[],
  ) {
    super(message);
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a path; one without members where nothing is said. */
export function objectAt(value: unknown, path: string): JsonObject {
  if (value === undefined || value === null) return {};
  if (isObject(value)) return value;
  throw new QuestionFault('not_an_object', `${path} must be an object.`, path);
}

/** The list at a path; none where nothing is said. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new QuestionFault('not_a_list', `${path} must be a list.`, path);
}

/** The text at a path; null where nothing is said. */
export function textAt(value: unknown, path: string): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new QuestionFault('not_text', `${path} must be text.`, path);
}
