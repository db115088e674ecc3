export { NotationError, type NotationFault } from './error.js';
export { notationWords, type ReadNotation, readNotation } from './read.js';
export { writeNotation } from './write.js';
