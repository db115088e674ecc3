export { browserEnvironment } from './browser.js';
export { createKindred, type Kindred } from './client.js';
export type { Answer, Environment, PageFacts, Storage, VisitorFacts } from './environment.js';
export type { Json, Message, MessageType, Properties } from './message.js';
export type { DecidedSegment, Decisions, LoadOptions } from './options.js';
export { type StubCall, snippet } from './stub.js';
