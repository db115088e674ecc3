import { Button, Menu, Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCalendarRepeat, IconDownload } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { downloadExport, type ExportRun, exportFormats, useExportRun, useStartExport } from '../../api/exports.js';
import { explainError, explainProblem } from '../../api/problem.js';
import { useSite } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { RouteLink } from '../../shell/RouteLink.js';

/** Hands the members of this moment over as a file, with how far it has come. */
export function ExportMenu({ segment, columns }: { segment: Segment; columns: readonly string[] }) {
  const t = translator('members');
  const { site } = useSite();
  const start = useStartExport(segment.id);
  const [asked, setAsked] = useState<string | null>(null);
  const run = useExportRun(asked);

  const failed = (error: unknown) => {
    setAsked(null);
    notifications.show({ color: 'brick', title: t('exportFailed'), message: explainError(error) });
  };
  const finish = useEffectEvent((made: ExportRun) => {
    setAsked(null);
    if (made.state === 'failed') {
      const message = explainProblem(made.errorCode ?? '', made.error ?? '');
      notifications.show({ color: 'brick', title: t('exportFailed'), message });
      return;
    }
    downloadExport(site.id, made, `${segment.key}.${made.format}`)
      .then(() => notifications.show({ color: 'pine', message: t('exported', { count: made.done }) }))
      .catch(failed);
  });
  const lost = useEffectEvent(failed);
  useEffect(() => {
    if (run.data !== undefined && run.data.state !== 'running') finish(run.data);
  }, [run.data]);
  useEffect(() => {
    if (run.error !== null) lost(run.error);
  }, [run.error]);

  if (asked !== null) {
    const done = run.data?.done ?? 0;
    const total = Math.max(done, run.data?.total ?? segment.size ?? 0);
    return (
      <div style={{ width: 190 }} role="status">
        <Progress value={total === 0 ? 0 : (100 * done) / total} size="sm" aria-label={t('exporting')} />
        <Text size="xs" c="dimmed">
          {t('exportProgress', { done, total })}
        </Text>
      </div>
    );
  }
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={start.isPending}>
          {t('export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {exportFormats.map((format) => (
          <Menu.Item
            key={format}
            onClick={() =>
              start.mutate({ format, traits: columns }, { onSuccess: ({ id }) => setAsked(id), onError: failed })
            }
          >
            {t(`exportAs.${format}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          component={RouteLink}
          href={`/data/exports?${new URLSearchParams([['new', segment.id], ...columns.map((path) => ['column', path])])}`}
          leftSection={<IconCalendarRepeat size={16} aria-hidden />}
        >
          {t('exportAgain')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
