import { problem } from '../schemas/base.js';

/** Security schemes of routes for people and programs, as the OpenAPI document names them. */
export const security: readonly Readonly<Record<string, readonly string[]>>[] = [{ session: [] }, { apiKey: [] }];

/** Error answers that every guarded route can give. */
export const problems = { 400: problem, 401: problem, 403: problem, 429: problem };

/** Those of a route that names one thing. */
export const problemsOfOne = { ...problems, 404: problem };
