import { Badge, Button, Group, Paper, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHistory, IconRestore } from '@tabler/icons-react';
import { type SegmentVersion, useSegmentVersions } from '../../api/insight.js';
import { explainError } from '../../api/problem.js';
import { useRestoreVersion } from '../../api/segments.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Ago } from '../../shell/Ago.js';
import { askWhether } from '../../shell/asking.js';
import { authorOf } from '../../shell/author.js';
import { Empty, Failed, More, RowsLoading } from '../../shell/states.js';
import classes from '../insight/insight.module.css';
import { useMayChange } from '../may.js';
import { VersionChanges } from './VersionChanges.js';

/** Who changed what of a segment and when; any version can be had back. */
export function ActivityTab({ segment }: { segment: Segment }) {
  const t = translator('insight');
  const versions = useSegmentVersions(segment.id);
  if (versions.isError) return <Failed error={versions.error} retry={() => versions.refetch()} />;
  return (
    <Paper>
      <Text size="sm" c="dimmed" px="md" pt="md">
        {t('activity.about')}
      </Text>
      {versions.isPending && <RowsLoading rows={4} />}
      {versions.data !== undefined && versions.items.length === 0 && (
        <Empty icon={IconHistory} title={t('activity.unknown')} compact />
      )}
      <ul className={classes.list} style={{ gap: 0 }} aria-label={t('activity.about')}>
        {versions.items.map((version) => (
          <Version key={version.version} version={version} segment={segment} />
        ))}
      </ul>
      <More list={versions} />
    </Paper>
  );
}

function Version({ version, segment }: { version: SegmentVersion; segment: Segment }) {
  const t = translator('insight');
  const mayEdit = useMayChange(segment);
  const restoring = useRestoreVersion(segment);
  const present = version.version === segment.version;
  const number = String(version.version);
  const restore = () =>
    askWhether({
      title: t('activity.restoreTitle', { version: number }),
      children: <Text size="sm">{t('activity.restoreAbout')}</Text>,
      labels: { confirm: t('activity.restore'), cancel: t('activity.keep') },
      onConfirm: () =>
        restoring.mutate(version.version, {
          onSuccess: () => notifications.show({ color: 'pine', message: t('activity.restored', { version: number }) }),
          onError: (error) =>
            notifications.show({ color: 'brick', title: t('activity.notRestored'), message: explainError(error) }),
        }),
    });
  return (
    <li className={classes.version}>
      <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
        <div style={{ flex: '1 1 0', minWidth: 0 }}>
          <Group gap={8}>
            <Text size="sm" fw={600}>
              {authorOf(version.by)}
            </Text>
            <Ago at={version.at} />
            <Badge color={present ? 'pine' : 'gray'}>
              {present ? t('activity.present') : t('activity.version', { version: number })}
            </Badge>
          </Group>
          <VersionChanges version={version} subject={segment.subject} />
        </div>
        {mayEdit && !present && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconRestore size={14} aria-hidden />}
            loading={restoring.isPending}
            onClick={restore}
            aria-label={t('activity.restoreOf', { version: number })}
          >
            {t('activity.restore')}
          </Button>
        )}
      </Group>
    </li>
  );
}
