/** How the server reads what it is told of a request or an event: for programs that ask the same without a server. */
export { comparable, requestContext } from './decide/request-context.js';
export { eventContext } from './ingest/event-context.js';
export { readTime } from './ingest/event-time.js';
