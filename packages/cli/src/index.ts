export { CommandError } from './command-error.js';
export type { Surroundings } from './commands/surroundings.js';
export { createProgram } from './program.js';
