import { InvalidCriteriaError } from '../errors.js';

/** A pattern as a function of text; `exact`: text and pattern are compared as they are, else both folded. */
export type PatternCompiler = (pattern: string, exact: boolean) => (text: string) => boolean;

let compiler: PatternCompiler | null = null;

/** Makes `matches` work. The entry `@kindred/criteria/patterns` does it, so that a page that needs none carries none. */
export function usePatterns(compile: PatternCompiler): void {
  compiler = compile;
}

/** @throws InvalidCriteriaError where the entry of patterns is not loaded, or the pattern is outside the language */
export function compileMatches(pattern: string, exact: boolean): (text: string) => boolean {
  if (compiler === null) throw new InvalidCriteriaError('“matches” needs the entry @kindred/criteria/patterns');
  return compiler(pattern, exact);
}
