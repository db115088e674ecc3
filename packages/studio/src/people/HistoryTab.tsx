import { useProfileChanges } from '../api/profiles.js';
import { translator } from '../language/translator.js';
import { ChangeList } from './ChangeList.js';

/** Which segments a visitor entered and left. */
export function HistoryTab({ id }: { id: string }) {
  return <ChangeList changes={useProfileChanges(id)} none={translator('people')('changes.noneWhy')} />;
}
