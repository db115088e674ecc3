import type { SegmentDefinition, Site } from '@kindred/store';
import type { Audience } from '@kindred/warehouse';
import type { z } from 'zod';
import { checkAudience } from '../segments/checks.js';
import { OtherSubjectError } from '../segments/errors.js';
import type { ApiContext } from './context.js';
import type { audienceInput } from './schemas/index.js';

/** An audience that nobody has saved yet, and the segment that it is compared with. */
export type AskedAudience = z.output<typeof audienceInput> & { readonly against?: string | undefined };

/**
 * The audience that a body asks about.
 *
 * @param saved the segment being edited: people named in it need not exist any more
 * @throws InvalidRequestError
 */
export async function audienceOf(
  context: ApiContext,
  site: Site,
  input: AskedAudience,
  saved: SegmentDefinition | null,
): Promise<Audience> {
  const { subject = 'person', includeGuests, includes, excludes, criteria } = input;
  return checkAudience(context, site, { subject, criteria, includeGuests, includes, excludes }, saved);
}

/** The segment as it is saved, to compare with; null where none is named. */
export function savedSegment(
  { segments }: ApiContext,
  site: Site,
  { against, subject = 'person' }: AskedAudience,
): SegmentDefinition | null {
  if (against === undefined) return null;
  const segment = segments.require(site.id, against);
  if (segment.subject !== subject) throw new OtherSubjectError(subject);
  return segment;
}
