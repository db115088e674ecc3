import { Anchor, Group, Paper, Text } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import { type AuditEntry, useAudit } from '../api/audit.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { Ago } from '../shell/Ago.js';
import { authorOf } from '../shell/author.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';

/**
 * What was done by hand, the newest first.
 *
 * @param profile whose; null: everybody's, each with a way to them
 */
export function AuditList({ profile }: { profile: string | null }) {
  const t = translator('audit');
  const audit = useAudit(profile);
  if (audit.isError) return <Failed error={audit.error} retry={() => audit.refetch()} />;
  return (
    <Paper>
      {audit.isPending && <RowsLoading rows={5} />}
      {audit.data !== undefined && audit.items.length === 0 && (
        <Empty icon={IconClipboardText} title={t('none')} compact>
          {t('noneWhy')}
        </Empty>
      )}
      <ul className={classes.timeline} aria-label={t('list')}>
        {audit.items.map((entry) => (
          <Entry key={entry.id} entry={entry} named={profile === null} />
        ))}
      </ul>
      <More list={audit} />
    </Paper>
  );
}

function Entry({ entry, named }: { entry: AuditEntry; named: boolean }) {
  const t = translator('audit');
  return (
    <li className={classes.event}>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={560} className="wrap-anywhere">
            {actionText(entry)}
          </Text>
          <Text size="xs" c="dimmed" className="wrap-anywhere">
            {t('by', { name: authorOf(entry.by) })}
            {named && entry.profile !== null && (
              <>
                {' · '}
                <Anchor component={RouteLink} href={`/people/${entry.profile}`} size="xs" underline="always">
                  {t('person')}
                </Anchor>
              </>
            )}
          </Text>
        </div>
        <Ago at={entry.at} size="xs" />
      </Group>
    </li>
  );
}

function actionText({ action, traits }: AuditEntry): string {
  const t = translator('audit');
  if (action !== 'traitsChanged') return t(`actions.${action}`);
  // Of somebody erased the names of their traits are gone too.
  if (traits.length === 0) return t('actions.someTraitsChanged');
  return t('actions.traitsChanged', { traits: traits.join(', ') });
}
