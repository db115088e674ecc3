import { Badge, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { ApiProblem } from '../api/problem.js';
import { useSegment } from '../api/segments.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatCount, localName } from '../shell/format.js';
import { NotFound } from '../shell/NotFound.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Failed } from '../shell/states.js';
import { OfGlobalSite } from './OfGlobalSite.js';
import { LastChange, Runs } from './Runs.js';
import { SegmentActions } from './SegmentActions.js';
import { SegmentTabs } from './SegmentTabs.js';
import { StateBadge } from './StateBadge.js';
import classes from './segments.module.css';
import { useLiveSizes } from './useLiveSizes.js';

/** One segment: who is in it, who comes and goes, what they do, and how to use it. */
export default function SegmentPage({ id }: { id: string }) {
  const t = translator('segments');
  const segment = useSegment(id);
  useLiveSizes([['segments', 'one', id]], { segment: id });

  if (segment.isPending) {
    return (
      <Stack role="status" aria-label={translator('shell')('states.loading')}>
        <Skeleton height={34} width={300} />
        <Skeleton height={20} width={480} maw="100%" />
        <Skeleton height={280} mt="md" />
      </Stack>
    );
  }
  if (segment.isError) {
    if (segment.error instanceof ApiProblem && segment.error.status === 404) return <NotFound what="segment" />;
    return <Failed error={segment.error} retry={() => segment.refetch()} />;
  }
  const { data } = segment;
  const description = localName(data.description);
  const byName = [
    data.includes.length > 0 ? t('page.addedByName', { count: data.includes.length, subject: data.subject }) : '',
    data.excludes.length > 0 ? t('page.leftOutByName', { count: data.excludes.length, subject: data.subject }) : '',
    data.includeGuests ? '' : t('page.knownOnly'),
  ].filter((text) => text !== '');

  return (
    <>
      <PageHeader
        back={{ href: '/segments', label: t('title') }}
        title={localName(data.name)}
        beside={
          <Group gap={8}>
            <StateBadge segment={data} />
            {data.public && <Badge color="gray">{t('table.public')}</Badge>}
            {data.inheritedFrom !== null && <Badge color="iris">{t('global.badge')}</Badge>}
          </Group>
        }
        description={description === '' ? undefined : description}
        actions={
          <>
            {data.kind === 'live' && (
              <Button
                component={RouteLink}
                href={`/segments/suggestions?like=${data.id}`}
                variant="default"
                leftSection={<IconBulb size={16} aria-hidden />}
              >
                {t('actions.like', { subject: data.subject })}
              </Button>
            )}
            <SegmentActions segment={data} />
          </>
        }
      />
      <Paper p="md" mb="lg">
        <Group align="flex-start" gap="md">
          <Headline segment={data} />
          <Stack gap={6} style={{ flex: '1 1 320px' }}>
            <p className={classes.sentence}>{data.sentence.replace(/\.?$/, '.')}</p>
            <Text size="sm" c="dimmed">
              {t('page.key')} <code>{data.key}</code>
              {byName.length > 0 && ` · ${byName.join(' · ')}`}
            </Text>
            <OfGlobalSite segment={data} />
            <Runs segment={data} />
            <LastChange segment={data} />
            {data.approximate > 0 && (
              <Text size="sm" c="dimmed">
                {t('page.approximate', { count: data.approximate })}
              </Text>
            )}
            {data.error !== null && <Failed error={new Error(data.error)} title={t('page.failed')} />}
          </Stack>
        </Group>
      </Paper>
      <SegmentTabs segment={data} />
    </>
  );
}

function Headline({ segment }: { segment: Segment }) {
  const t = translator('segments');
  return (
    <Stack gap={0} miw={110}>
      <Text className={classes.headline} component="div" data-testid="segment-size" aria-live="polite">
        {segment.size === null ? '–' : formatCount(segment.size)}
      </Text>
      <Text size="sm" c="dimmed">
        {segment.size !== null
          ? t(segment.subject === 'account' ? 'page.accountsNow' : 'page.now', { count: segment.size })
          : t(
              segment.kind === 'requestTime'
                ? 'page.atVisit'
                : segment.state === 'backfilling'
                  ? 'page.counting'
                  : 'page.inactive',
            )}
      </Text>
    </Stack>
  );
}
