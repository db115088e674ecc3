import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { IconCopy, IconHistory, IconLink, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useDependents } from '../api/segments.js';
import { useSite } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { askWhether } from '../shell/asking.js';
import { authorOf } from '../shell/author.js';
import { localName } from '../shell/format.js';
import { RouteLink } from '../shell/RouteLink.js';

/** How often it is asked whether somebody else has saved the segment, ms. */
const watch = 10_000;

interface NoticesProps {
  readonly segment: Segment | null;
  /** The version that the work began from. */
  readonly version: number;
  /** When the restored draft was kept; null where nothing was restored. */
  readonly restoredAt: string | null;
  /** Another tab of this browser works on the same. */
  readonly inOtherTab: boolean;
  discard(): void;
  compare(): void;
}

/** What one should know before going on: that a draft was restored, that others save or use the same segment. */
export const Notices = memo(function Notices(props: NoticesProps) {
  const { segment, version, restoredAt, inOtherTab, discard, compare } = props;
  const t = translator('editor');
  const askToDiscard = () =>
    askWhether({
      title: t('notice.discardTitle'),
      children: <Text size="sm">{t('notice.discardAbout')}</Text>,
      labels: { confirm: t('notice.discard'), cancel: t('drafts.stay') },
      confirmProps: { color: 'brick' },
      onConfirm: discard,
    });
  return (
    <>
      {restoredAt !== null && (
        <Alert color="gray" variant="light" icon={<IconHistory aria-hidden />} role="status">
          <Group justify="space-between" gap="sm">
            <Text size="sm">
              {t('notice.restored')} <Ago at={restoredAt} />
            </Text>
            <Button size="xs" variant="default" onClick={askToDiscard}>
              {t('notice.discard')}
            </Button>
          </Group>
        </Alert>
      )}
      {inOtherTab && (
        <Alert color="gray" variant="light" icon={<IconCopy aria-hidden />} role="status">
          <Text size="sm">{t('notice.otherTab')}</Text>
        </Alert>
      )}
      {segment !== null && <Newer segment={segment} version={version} compare={compare} />}
      {segment !== null && <UsedBy segment={segment} />}
    </>
  );
});

function Newer({ segment, version, compare }: { segment: Segment; version: number; compare(): void }) {
  const t = translator('editor');
  const { site, request } = useSite();
  const { data } = useQuery({
    queryKey: [site.id, 'segments', 'head', segment.id],
    queryFn: ({ signal }) => request<Segment>(`/segments/${segment.id}`, { signal }),
    refetchInterval: watch,
    refetchOnWindowFocus: true,
  });
  if (data === undefined || data.version <= version) return null;
  return (
    <Alert color="ember" variant="light" icon={<IconUsers aria-hidden />} role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('notice.newer', { who: authorOf(data.updatedBy), version: data.version })}</Text>
        <Button size="xs" variant="default" onClick={compare}>
          {t('notice.compare')}
        </Button>
      </Group>
    </Alert>
  );
}

/** Whom a change here changes too. */
function UsedBy({ segment }: { segment: Segment }) {
  const t = translator('editor');
  const { data } = useDependents(segment.id, true);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" component="p" m={0}>
      <IconLink size={14} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
      {t('notice.usedBy', { count: data.items.length })}{' '}
      {data.items.map((each, index) => (
        <span key={each.id}>
          {index > 0 && ', '}
          <Anchor component={RouteLink} href={`/segments/${each.id}`} size="sm" underline="always">
            {localName(each.name)}
          </Anchor>
        </span>
      ))}
    </Text>
  );
}
