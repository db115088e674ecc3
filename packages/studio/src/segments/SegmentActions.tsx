import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconCopy,
  IconDotsVertical,
  IconLink,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { explainError } from '../api/problem.js';
import { type SegmentAction, useSegmentAction } from '../api/segments.js';
import { useMay } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { askWhether } from '../shell/asking.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { DeleteSegment } from './DeleteSegment.js';
import { useMayChange, useMayCount } from './may.js';
import { proposedHref } from './proposed.js';

const done = {
  activate: 'actions.activated',
  deactivate: 'actions.deactivated',
  recompute: 'actions.recomputing',
  cancel: 'actions.cancelled',
} as const satisfies Record<SegmentAction, string>;

/** What can be done with a segment as a whole. */
export function SegmentActions({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const mayEdit = useMay('editor');
  const mayChange = useMayChange(segment);
  const mayCount = useMayCount(segment);
  const action = useSegmentAction(segment.id);
  const [deleting, setDeleting] = useState(false);
  // One that is changed elsewhere can be copied here, and its past be counted anew.
  if (!mayEdit || !(mayChange || segment.active)) return null;

  const run = (which: SegmentAction) =>
    action.mutate(which, {
      onSuccess: () =>
        notifications.show({
          color: 'pine',
          message: t(which === 'recompute' && segment.kind === 'batch' ? 'actions.running' : done[which]),
          ...(which === 'deactivate' ? { title: localName(segment.name) } : {}),
        }),
      onError: (error) =>
        notifications.show({ color: 'brick', title: t('actions.notDone'), message: explainError(error) }),
    });
  const copyLink = async () => {
    const link = window.location.href;
    try {
      await navigator.clipboard.writeText(link);
      notifications.show({ color: 'pine', message: t('actions.linkCopied') });
    } catch {
      // Browsers refuse it to pages that came over plain HTTP from elsewhere: then the link is shown.
      notifications.show({ message: link, autoClose: false });
    }
  };
  const deactivate = () =>
    askWhether({
      title: t('actions.deactivateTitle', { name: localName(segment.name) }),
      children: <Text size="sm">{t('actions.deactivateAbout')}</Text>,
      labels: { confirm: t('actions.deactivate'), cancel: t('actions.keepActive') },
      confirmProps: { color: 'brick' },
      onConfirm: () => run('deactivate'),
    });

  return (
    <>
      {mayChange && !segment.active && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={action.isPending}
          onClick={() => run('activate')}
        >
          {t('actions.activate')}
        </Button>
      )}
      <Group gap="sm" wrap="nowrap">
        {mayChange && (
          <Button
            component={RouteLink}
            href={`/segments/${segment.id}/edit`}
            variant={segment.active ? 'filled' : 'default'}
            leftSection={<IconPencil size={16} aria-hidden />}
          >
            {t('actions.edit')}
          </Button>
        )}
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <ActionIcon size="lg" variant="default" aria-label={t('actions.more')}>
              <IconDotsVertical size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={copyLink}>
              {t('actions.copyLink')}
            </Menu.Item>
            <Menu.Item
              component={RouteLink}
              href={proposedHref({
                criteria: segment.criteria,
                name: t('actions.copyName', { name: localName(segment.name) }),
                subject: segment.subject,
              })}
              leftSection={<IconCopy size={16} aria-hidden />}
            >
              {t('actions.copy')}
            </Menu.Item>
            {mayCount && <Menu.Divider />}
            {mayCount && segment.active && segment.state === 'backfilling' && (
              <Menu.Item leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={() => run('cancel')}>
                {t(segment.kind === 'batch' ? 'actions.stopRun' : 'actions.stopCount')}
              </Menu.Item>
            )}
            {mayCount && segment.active && (
              <Menu.Item
                leftSection={<IconRefresh size={16} aria-hidden />}
                disabled={segment.kind === 'requestTime'}
                onClick={() => run('recompute')}
              >
                {t(segment.kind === 'batch' ? 'actions.run' : 'actions.recompute')}
              </Menu.Item>
            )}
            {mayChange && segment.active && (
              <>
                <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={deactivate}>
                  {t('actions.deactivate')}
                </Menu.Item>
                <Menu.Divider />
              </>
            )}
            {mayChange && (
              <Menu.Item
                c="var(--k-brick-ink)"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => setDeleting(true)}
              >
                {t('actions.delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </Group>
      <DeleteSegment segment={segment} opened={deleting} close={() => setDeleting(false)} />
    </>
  );
}
