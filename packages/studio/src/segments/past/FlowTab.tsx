import { Anchor, Button, Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type Flow, useFlow } from '../../api/history.js';
import { useSite } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { formatCount, formatShare, localName } from '../../shell/format.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Failed } from '../../shell/states.js';
import { AtVisit } from '../AtVisit.js';
import { daysAgo } from './days-ago.js';
import classes from './past.module.css';
import { RangeControl, useRange } from './RangeControl.js';

/** Rows shown until all are asked for. */
const shown = 12;

/** Where those who left went, and where those who entered came from. */
export function FlowTab({ segment }: { segment: Segment }) {
  const t = translator('past');
  const { site } = useSite();
  const days = useRange();
  const flow = useFlow(segment.id, daysAgo(days - 1, site.timeZone), segment.kind !== 'requestTime');
  if (segment.kind === 'requestTime') return <AtVisit />;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={640}>
          {t('flow.about', { subject: segment.subject })}
        </Text>
        <Group gap="sm">
          <Text size="sm">{t('flow.range')}</Text>
          <RangeControl />
        </Group>
      </Group>
      {flow.isError ? (
        <Failed error={flow.error} retry={() => flow.refetch()} />
      ) : flow.data === undefined ? (
        <SimpleGrid cols={{ base: 1, md: 2 }} role="status" aria-label={translator('shell')('states.loading')}>
          <Skeleton height={320} />
          <Skeleton height={320} />
        </SimpleGrid>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Side
            segment={segment}
            side={flow.data.left}
            title={t('flow.left')}
            count={t('flow.leftCount', { count: flow.data.left.members })}
          />
          <Side
            segment={segment}
            side={flow.data.entered}
            title={t('flow.entered')}
            count={t('flow.enteredCount', { count: flow.data.entered.members })}
          />
        </SimpleGrid>
      )}
    </Stack>
  );
}

interface SideProps {
  readonly segment: Segment;
  readonly side: Flow['left'];
  readonly title: string;
  readonly count: string;
}

function Side({ segment, side, title, count }: SideProps) {
  const t = translator('past');
  const [whole, setWhole] = useState(false);
  const rows = whole ? side.segments : side.segments.slice(0, shown);
  return (
    <Paper p="md" component="section">
      <Title order={2}>{title}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {count}
      </Text>
      <ul className={classes.flow}>
        {rows.map((row) => (
          <Row key={row.segment.id} people={row.members} of={side.members}>
            {row.segment.id === segment.id ? (
              <Text size="sm">{t('flow.back')}</Text>
            ) : (
              <Anchor component={RouteLink} href={`/segments/${row.segment.id}`} size="sm" className="one-line">
                {localName(row.segment.name)}
              </Anchor>
            )}
          </Row>
        ))}
        {side.none > 0 && (
          <Row people={side.none} of={side.members}>
            <Text size="sm" c="dimmed">
              {t('flow.none')}
            </Text>
          </Row>
        )}
      </ul>
      {!whole && side.segments.length > shown && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setWhole(true)}>
          {t('flow.more', { count: side.segments.length })}
        </Button>
      )}
    </Paper>
  );
}

function Row({ people, of, children }: { people: number; of: number; children: React.ReactNode }) {
  return (
    <li>
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <div style={{ minWidth: 0 }}>{children}</div>
        <Text size="sm" style={{ flex: 'none' }}>
          <b>{formatCount(people)}</b>{' '}
          <Text span size="xs" c="dimmed">
            {formatShare(people, of)}
          </Text>
        </Text>
      </Group>
      <div className={classes.track} aria-hidden>
        <div className={classes.fill} style={{ width: `${of === 0 ? 0 : (100 * people) / of}%` }} />
      </div>
    </li>
  );
}
