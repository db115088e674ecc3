/** Bodies of every request and response: what validates is what the OpenAPI document shows. */
export * from './base.js';
export * from './criteria.js';
export * from './decide.js';
export * from './events.js';
export * from './groups.js';
export * from './imports.js';
export * from './keys.js';
export * from './operations.js';
export * from './preview.js';
export * from './profiles.js';
export * from './references.js';
export * from './segments.js';
export * from './session.js';
export * from './sites.js';
export * from './versions.js';
export * from './vocabulary.js';
export * from './webhooks.js';
