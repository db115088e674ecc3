import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { usePastSize } from '../../api/history.js';
import { useSite } from '../../api/session.js';
import type { Audience, Segment } from '../../api/types.js';
import { Comparison } from '../../instants/Comparison.js';
import { localText, type Moment } from '../../instants/moment.js';
import type { ThenAndNow } from '../../instants/useThenAndNow.js';
import { translator } from '../../language/translator.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { AtOneInstant } from './AtOneInstant.js';

/** The saved definition then and now; which moment is in the address. */
export function SinceThen({ segment }: { segment: Segment }) {
  const t = translator('instants');
  const [parameters, setParameters] = useSearchParams();
  const { subject, criteria, includeGuests, includes, excludes } = segment;
  const audience = useMemo(
    (): Audience => ({
      subject,
      criteria,
      includes,
      excludes,
      ...(subject === 'person' ? { includeGuests } : {}),
    }),
    [subject, criteria, includeGuests, includes, excludes],
  );
  const setMoment = (moment: Moment | null) =>
    setParameters(
      (before) => {
        if (moment === null) before.delete('then');
        else before.set('then', moment);
        return before;
      },
      { replace: true },
    );
  return (
    <Paper p="md" component="section" aria-labelledby="then-and-now">
      <Title order={2} id="then-and-now">
        {t('overview.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('overview.about')}
      </Text>
      <Comparison
        audience={audience}
        against={segment.id}
        subject={subject}
        moment={parameters.get('then')}
        setMoment={setMoment}
        round={String(segment.version)}
        more={(answer, compared) => (
          <Stack gap="md">
            <Kept segment={segment} answer={answer} />
            <AtOneInstant answer={answer} compared={compared} subject={subject} />
          </Stack>
        )}
      />
    </Paper>
  );
}

/** Who was in it in truth, where that was kept, beside what its present definition makes of then. */
function Kept({ segment, answer }: { segment: Segment; answer: ThenAndNow }) {
  const t = translator('instants');
  const { site } = useSite();
  const { data } = usePastSize(segment.id, answer.at, segment.kind !== 'requestTime');
  if (data === undefined) return null;
  const at = encodeURIComponent(localText(Date.parse(answer.at), site.timeZone));
  return (
    <Text size="sm" data-testid="kept-then">
      {data.size === null ? t('overview.notKept') : t('overview.kept', { size: data.size, subject: segment.subject })}{' '}
      {data.size !== null && (
        <Anchor component={RouteLink} href={`/segments/${segment.id}?tab=changes&at=${at}`}>
          {t('overview.keptLink')}
        </Anchor>
      )}
    </Text>
  );
}
