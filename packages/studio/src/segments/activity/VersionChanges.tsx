import { Text } from '@mantine/core';
import type { SegmentVersion } from '../../api/insight.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import classes from '../insight/insight.module.css';

/** What a version changed, in words. */
export function VersionChanges({ version, subject }: { version: SegmentVersion; subject: Segment['subject'] }) {
  const t = translator('insight');
  return (
    <>
      {version.restored !== null && (
        <Text size="sm">{t('activity.what.restored', { version: String(version.restored) })}</Text>
      )}
      {version.changes.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('activity.noChange')}
        </Text>
      )}
      {version.changes.map((change) => (
        <div key={change.what}>
          <Text size="sm" className="wrap-anywhere">
            {wordsOf(change, subject)}
          </Text>
          {change.what === 'criteria' && (
            <ul className={classes.details}>
              {change.details.map((detail) => (
                <li key={detail} className="wrap-anywhere">
                  {detail}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </>
  );
}

function wordsOf(
  { what, details, added, removed }: SegmentVersion['changes'][number],
  subject: Segment['subject'],
): string {
  const t = translator('insight');
  const [before = '', after = ''] = details;
  switch (what) {
    case 'key':
    case 'name':
      return t(`activity.what.${what}`, { before, after });
    case 'includes':
    case 'excludes':
      return t(`activity.what.${what}`, { added, removed, subject });
    case 'includeGuests':
      return t(after === 'true' ? 'activity.what.guestsIn' : 'activity.what.guestsOut');
    case 'public':
      return t(after === 'true' ? 'activity.what.public' : 'activity.what.notPublic');
    case 'kind':
      if (after === 'batch') return t('activity.what.toBatch');
      return t(after === 'requestTime' ? 'activity.what.toVisit' : 'activity.what.toLive');
    default:
      return t(`activity.what.${what}`);
  }
}
