import type { SegmentSubject } from '@kindred/criteria';
import { Alert, Box, Button, Group, Paper, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { explainError } from '../api/problem.js';
import { useSite } from '../api/session.js';
import type { Audience, Preview } from '../api/types.js';
import { Comparison } from '../instants/Comparison.js';
import type { Moment } from '../instants/moment.js';
import { translator } from '../language/translator.js';
import { formatCount, formatShare, formatTime } from '../shell/format.js';
import classes from './answer.module.css';
import { between, changesOf, Differences } from './Differences.js';
import { PreviewAccounts } from './PreviewAccounts.js';
import { PreviewPeople } from './PreviewPeople.js';
import type { LiveAnswer, Whom } from './usePreview.js';

interface AnswerPanelProps {
  readonly live: LiveAnswer & { again(): void };
  /** Why nothing newer is asked, in words: something is unfinished, or cannot be read; null where nothing is. */
  readonly waits: string | null;
  readonly empty: boolean;
  readonly person: string | null;
  setPerson(profile: string | null): void;
  readonly audience: Audience | null;
  readonly subject: SegmentSubject;
  /** Id of the saved segment that it is compared with; null for a new one. */
  readonly against: string | null;
}

/** How many people the conditions find, and who they are, while one edits. */
export function AnswerPanel(props: AnswerPanelProps) {
  const { live, waits, empty, person, setPerson, audience, subject, against } = props;
  const t = translator('editor');
  const [who, setWho] = useState<Whom['who']>('matching');
  const differs = against !== null && changesOf(live.answer) > 0;
  const whom = useMemo(
    (): Whom => (who !== 'matching' && differs ? { who, against } : { who: 'matching', against }),
    [who, differs, against],
  );
  const listed = live.answer === null ? null : live.audience;
  const stale = live.state === 'failed' || waits !== null;
  return (
    <Stack gap="md">
      <Paper p="md" component="section" aria-label={t('answer.count', { subject })}>
        <Count live={live} waits={waits} empty={empty} subject={subject} />
        {differs && live.answer !== null && !empty && (
          <Differences
            answer={live.answer}
            shown={whom.who}
            show={setWho}
            stale={live.state !== 'settled' || waits !== null}
          />
        )}
        {live.answer !== null && !empty && <Compared live={live} against={against} />}
        {live.state === 'failed' && live.faults.length === 0 && (
          <Alert color="brick" variant="light" mt="sm" role="alert" title={t('answer.failed', { subject })}>
            <Text size="sm" mb="xs">
              {explainError(live.error)}
            </Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={live.again}
            >
              {t('answer.again')}
            </Button>
          </Alert>
        )}
      </Paper>
      {subject === 'account' ? (
        <PreviewAccounts
          audience={listed}
          stale={stale}
          whom={whom}
          asked={audience}
          chosen={person}
          choose={setPerson}
        />
      ) : (
        <PreviewPeople
          audience={listed}
          stale={stale}
          whom={whom}
          asked={person === null ? null : audience}
          person={person}
          setPerson={setPerson}
        />
      )}
    </Stack>
  );
}

/** The same at an earlier moment: asked for once the count of now is there, and given up with it. */
function Compared({ live, against }: Pick<AnswerPanelProps, 'live' | 'against'>) {
  const [moment, setMoment] = useState<Moment | null>(null);
  return (
    <div className={classes.differences}>
      <Comparison
        audience={live.state === 'settled' ? live.audience : null}
        against={against}
        subject={live.audience?.subject ?? 'person'}
        moment={moment}
        setMoment={setMoment}
        round={live.answer?.asOf ?? ''}
      />
    </div>
  );
}

function Count({ live, waits, empty, subject }: Pick<AnswerPanelProps, 'live' | 'waits' | 'empty' | 'subject'>) {
  const t = translator('editor');
  const { site } = useSite();
  const { answer, state } = live;
  const waiting = state === 'counting';
  const settled = state === 'settled' && answer !== null && waits === null;
  return (
    <div aria-busy={waiting}>
      <VisuallyHidden role="status">{settled ? spoken(answer, subject) : ''}</VisuallyHidden>
      {answer === null || empty ? (
        <Stack gap={6}>
          <Title order={2}>
            {t(empty ? 'answer.whoIsIt' : waiting ? 'answer.counting' : 'answer.none', { subject })}
          </Title>
          {waiting && !empty ? (
            <Skeleton height={44} width={160} />
          ) : (
            <Text size="sm" c="dimmed">
              {t(empty ? 'answer.addFirst' : 'answer.finish', { subject })}
            </Text>
          )}
        </Stack>
      ) : (
        <div className={waiting || waits !== null || state === 'failed' ? classes.waiting : ''}>
          <Figures answer={answer} subject={subject} />
        </div>
      )}
      {answer !== null && !empty && (
        <Text size="xs" c="dimmed" mt="sm">
          {waits ??
            (waiting || state === 'failed'
              ? t(waiting ? 'answer.counting' : 'answer.beforeFailure')
              : t(answer.complete ? 'answer.asOf' : 'answer.asOfSoon', {
                  time: formatTime(answer.asOf, site.timeZone),
                  ms: Math.max(1, Math.round(answer.tookMs)),
                }))}
        </Text>
      )}
    </div>
  );
}

function Figures({ answer, subject }: { answer: Preview; subject: SegmentSubject }) {
  const t = translator('editor');
  const { certain, possible, everyone, exact } = answer;
  const width = (part: number) => `${everyone.total === 0 ? 0 : (100 * part) / everyone.total}%`;
  const bounds = { low: formatCount(certain.total), high: formatCount(possible.total), subject };
  return (
    <>
      <div className={classes.number} data-long={!exact || undefined} data-testid="preview-total">
        {between(certain.total, possible.total)}
      </div>
      <Text size="sm" mt={4}>
        {exact
          ? t('answer.share', { count: certain.total, share: formatShare(certain.total, everyone.total), subject })
          : t('answer.between', bounds)}
      </Text>
      <div className={classes.bar} style={{ marginTop: 14 }} aria-hidden>
        <span style={{ width: width(certain.known), background: 'var(--k-known)' }} />
        <span style={{ width: width(certain.guests), background: 'var(--k-guests)' }} />
        <span style={{ width: width(possible.total - certain.total), background: 'var(--k-everyone)', opacity: 0.6 }} />
      </div>
      {subject === 'person' && (
        <Stack gap={3} mt="sm">
          <Line
            colour="var(--k-known)"
            label={t('answer.known')}
            value={between(certain.known, possible.known)}
            of={everyone.known}
          />
          <Line
            colour="var(--k-guests)"
            label={t('answer.guests')}
            value={between(certain.guests, possible.guests)}
            of={everyone.guests}
          />
        </Stack>
      )}
    </>
  );
}

function Line({ colour, label, value, of }: { colour: string; label: string; value: string; of: number }) {
  const t = translator('editor');
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <Group gap={8} wrap="nowrap">
        <Box className={classes.dot} style={{ background: colour }} aria-hidden />
        <Text size="sm">{label}</Text>
      </Group>
      <Text size="sm">
        <strong>{value}</strong>{' '}
        <Text span c="dimmed" size="xs">
          {t('answer.of', { total: formatCount(of) })}
        </Text>
      </Text>
    </Group>
  );
}

function spoken({ certain, possible, exact }: Preview, subject: SegmentSubject): string {
  const t = translator('editor');
  return exact
    ? t('answer.spoken', { count: certain.total, subject })
    : t('answer.between', { low: formatCount(certain.total), high: formatCount(possible.total), subject });
}
