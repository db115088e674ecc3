import type { FastifyRequest } from 'fastify';
import { ApiError } from './errors.js';

/** The ETag of a version. */
export function etagOf({ version }: { readonly version: number }): string {
  return `"${version}"`;
}

/**
 * The version in `If-Match: "3"`; null for `*`, which is any.
 *
 * @throws VersionRequiredError
 */
export function expectedVersion(request: FastifyRequest): number | null {
  const header = request.headers['if-match']?.trim();
  if (header === undefined) throw new VersionRequiredError();
  if (header === '*') return null;
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1];
  // Anything but one of our ETags matches no version.
  return version === undefined ? -1 : Number(version);
}

/** 412: somebody has changed it since. */
export class VersionConflictError extends ApiError {
  override readonly name = 'VersionConflictError';
  /** @param what it is, such as `segment` */
  constructor(what: string, current: number) {
    super(412, 'version_conflict', `Somebody has changed this ${what} since; it is at version ${current} now.`, {
      headers: { etag: etagOf({ version: current }) },
    });
  }
}

/** 428: a change does not say what it is a change of. */
export class VersionRequiredError extends ApiError {
  override readonly name = 'VersionRequiredError';
  constructor() {
    super(428, 'version_required', 'Send If-Match with the ETag of the version that you have changed.');
  }
}
