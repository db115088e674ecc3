import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import {
  IconDotsVertical,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { explainError } from '../api/problem.js';
import { type SegmentAction, useSegmentAction } from '../api/segments.js';
import { useMay } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';
import { DeleteSegment } from './DeleteSegment.js';

const done: Readonly<Record<SegmentAction, string>> = {
  activate: 'Active. Its people are being counted from the past.',
  deactivate: 'Deactivated. It keeps no members until you activate it again.',
  recompute: 'Its people are being counted anew.',
};

/** What can be done with a segment as a whole. */
export function SegmentActions({ segment }: { segment: Segment }) {
  const mayEdit = useMay('editor');
  const action = useSegmentAction(segment.id);
  const [deleting, setDeleting] = useState(false);
  if (!mayEdit) return null;

  const run = (which: SegmentAction) =>
    action.mutate(which, {
      onSuccess: () =>
        notifications.show({
          color: 'pine',
          message: done[which],
          ...(which === 'deactivate' ? { title: localName(segment.name) } : {}),
        }),
      onError: (error) => notifications.show({ color: 'brick', title: 'Not done', message: explainError(error) }),
    });
  const deactivate = () =>
    modals.openConfirmModal({
      title: `Deactivate “${localName(segment.name)}”?`,
      children: (
        <Text size="sm">
          Everybody leaves it, decisions no longer name it, and webhooks tell of the exits. Its conditions stay;
          activating it again counts the past anew.
        </Text>
      ),
      labels: { confirm: 'Deactivate', cancel: 'Keep it active' },
      confirmProps: { color: 'brick' },
      onConfirm: () => run('deactivate'),
    });

  return (
    <>
      {!segment.active && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={action.isPending}
          onClick={() => run('activate')}
        >
          Activate
        </Button>
      )}
      <Button
        component={RouteLink}
        href={`/segments/${segment.id}/edit`}
        variant={segment.active ? 'filled' : 'default'}
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        Edit
      </Button>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon size="lg" variant="default" aria-label="More actions">
            <IconDotsVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {segment.active && (
            <>
              <Menu.Item
                leftSection={<IconRefresh size={16} aria-hidden />}
                disabled={segment.kind === 'requestTime'}
                onClick={() => run('recompute')}
              >
                Count the past anew
              </Menu.Item>
              <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={deactivate}>
                Deactivate
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item
            c="var(--k-brick-ink)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteSegment segment={segment} opened={deleting} close={() => setDeleting(false)} />
    </>
  );
}
