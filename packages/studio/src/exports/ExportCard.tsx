import { ActionIcon, Anchor, Badge, Button, Group, Paper, Stack, Text, Title, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPencil, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type ExportPlan, useDeleteExportPlan, useRunExportPlan } from '../api/exports.js';
import { explainError } from '../api/problem.js';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import { scheduleText } from '../segments/schedule-text.js';
import { askWhether } from '../shell/asking.js';
import { authorOf } from '../shell/author.js';
import { formatTime, localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { EditExport } from './EditExport.js';
import { ExportRuns } from './ExportRuns.js';

/** What comes again and again, when, and the files that came of it. */
export function ExportCard({ plan, editable }: { plan: ExportPlan; editable: boolean }) {
  const t = translator('exports');
  const { site } = useSite();
  const { segment, schedule, nextAt, traits, keep, createdBy } = plan;
  const format = t(`formats.${plan.format}`);
  return (
    <Paper component="section">
      <Group p="md" justify="space-between" align="flex-start" gap="sm">
        <Stack gap={6} style={{ flex: '1 1 260px' }} miw={0}>
          <Group gap="sm">
            <Title order={2} size="h3" className="wrap-anywhere">
              <Anchor component={RouteLink} href={`/segments/${segment.id}`} inherit>
                {localName(segment.name)}
              </Anchor>
            </Title>
            <Badge color="pine">{format}</Badge>
          </Group>
          <Text size="sm">
            {scheduleText(schedule)} {t('plan.next', { at: formatTime(nextAt, site.timeZone), zone: site.timeZone })}
          </Text>
          <Text size="xs" c="dimmed" className="wrap-anywhere">
            {[
              traits.length === 0 ? t('plan.noColumns') : t('plan.columns', { columns: traits.join(', ') }),
              t('plan.kept', { count: keep }),
              t('plan.by', { name: authorOf(createdBy) }),
            ].join(' ')}
          </Text>
        </Stack>
        {editable && <ExportActions plan={plan} />}
      </Group>
      <ExportRuns plan={plan} editable={editable} />
    </Paper>
  );
}

function ExportActions({ plan }: { plan: ExportPlan }) {
  const t = translator('exports');
  const [editing, setEditing] = useState(false);
  const deletion = useDeleteExportPlan();
  const run = useRunExportPlan();
  const name = localName(plan.segment.name);
  const what = { name, format: t(`formats.${plan.format}`) };
  const confirm = () =>
    askWhether({
      title: t('plan.deleteTitle'),
      children: (
        <Text size="sm" className="wrap-anywhere">
          {t('plan.deleteAbout', { name })}
        </Text>
      ),
      labels: { confirm: t('plan.delete'), cancel: t('keep') },
      confirmProps: { color: 'brick' },
      onConfirm: () =>
        deletion.mutate(plan.id, {
          onSuccess: () => notifications.show({ color: 'pine', message: t('plan.deleted') }),
          onError: (error) =>
            notifications.show({ color: 'brick', title: t('notDeleted'), message: explainError(error) }),
        }),
    });
  const runNow = () =>
    run.mutate(plan.id, {
      onSuccess: () => notifications.show({ color: 'pine', message: t('plan.started') }),
      onError: (error) =>
        notifications.show({ color: 'brick', title: t('plan.notStarted'), message: explainError(error) }),
    });
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        aria-label={t('plan.runOf', what)}
        loading={run.isPending}
        onClick={runNow}
      >
        {t('plan.run')}
      </Button>
      <Tooltip label={t('plan.edit')}>
        <ActionIcon aria-label={t('plan.editOf', what)} onClick={() => setEditing(true)}>
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('plan.delete')}>
        <ActionIcon aria-label={t('plan.deleteOf', what)} loading={deletion.isPending} onClick={confirm}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {editing && <EditExport plan={plan} close={() => setEditing(false)} />}
    </Group>
  );
}
