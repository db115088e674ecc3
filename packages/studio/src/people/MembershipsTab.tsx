import { useReasons } from '../api/profiles.js';
import { translator } from '../language/translator.js';
import { ReasonList } from './ReasonList.js';

/** The segments a visitor is in or not, each with the reason. */
export function MembershipsTab({ id }: { id: string }) {
  return <ReasonList reasons={useReasons(id)} none={translator('people')('memberships.noneWhy')} />;
}
