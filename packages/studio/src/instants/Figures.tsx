import { Group, Table, Text } from '@mantine/core';
import { useSite } from '../api/session.js';
import type { Difference } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatChange, formatCount, formatGrowth, formatList, formatShare, formatTime } from '../shell/format.js';
import classes from './instants.module.css';
import type { ThenAndNow } from './useThenAndNow.js';

type Head = 'total' | 'known' | 'guests';

interface FiguresProps {
  readonly answer: ThenAndNow;
  readonly subject: 'person' | 'account';
}

/** Both figures side by side, who differs, and what of it is as it is now. */
export function Figures({ answer, subject }: FiguresProps) {
  const t = translator('instants');
  const { site } = useSite();
  const { onlyNow, onlyEarlier, everyone } = answer;
  const at = formatTime(answer.at, site.timeZone);
  const heads: readonly Head[] = subject === 'account' ? ['total'] : ['total', 'known', 'guests'];
  return (
    <>
      <Table className={classes.figures ?? ''} withRowBorders={false} verticalSpacing={3} horizontalSpacing={4}>
        <Table.Caption className={classes.caption ?? ''}>{t('figures.caption', { at })}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th scope="col">{t('figures.past')}</Table.Th>
            <Table.Th scope="col">{t('figures.now')}</Table.Th>
            <Table.Th scope="col">{t('figures.change')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {heads.map((head) => (
            <Row key={head} answer={answer} head={head} label={t(`figures.${head}`, { subject })} />
          ))}
          {answer.exact && (
            <Table.Tr>
              <Table.Th scope="row">{t('figures.share')}</Table.Th>
              <Table.Td>{formatShare(answer.earlier.certain.total, everyone.earlier.total)}</Table.Td>
              <Table.Td>{formatShare(answer.now.certain.total, everyone.now.total)}</Table.Td>
              <Table.Td />
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      <Group gap="4px 20px" mt={8}>
        <Text size="sm">
          <strong className={classes.added}>+{boundsOf(onlyNow, 'total')}</strong> {t('figures.onlyNow')}
        </Text>
        <Text size="sm">
          <strong className={classes.gone}>−{boundsOf(onlyEarlier, 'total')}</strong> {t('figures.onlyEarlier')}
        </Text>
      </Group>
      <Basis answer={answer} subject={subject} at={at} />
    </>
  );
}

/** What the figure of then is made of, so that nobody takes it for more than it is. */
function Basis({ answer, subject, at }: FiguresProps & { readonly at: string }) {
  const t = translator('instants');
  const { site } = useSite();
  const { everyone, asNow, eventsSince, exact, complete } = answer;
  const kept = asNow.flatMap((each) => (each === 'runs' ? [] : [t(`known.${each}`, { subject })]));
  const sentences = [
    ...(everyone.earlier.total === 0
      ? [t('known.nobody', { at })]
      : [
          eventsSince === null
            ? t('known.noEvents')
            : t('known.past', { since: formatTime(eventsSince, site.timeZone) }),
          t('known.asNow', { what: formatList(kept) }),
        ]),
    ...(asNow.includes('runs') ? [t('known.runs')] : []),
    ...(exact ? [] : [t('known.visit')]),
    ...(complete ? [] : [t('known.behind')]),
  ];
  return (
    <Text size="xs" c="dimmed" mt={8}>
      {sentences.join(' ')}
    </Text>
  );
}

function Row({ answer, head, label }: { answer: ThenAndNow; head: Head; label: string }) {
  const { now, earlier, exact } = answer;
  const change = now.certain[head] - earlier.certain[head];
  const growth = formatGrowth(change, earlier.certain[head]);
  return (
    <Table.Tr data-head={head}>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td>{boundsOf(earlier, head)}</Table.Td>
      <Table.Td>{boundsOf(now, head)}</Table.Td>
      <Table.Td>
        {/* Between bounds at both instants the difference could be anything. */}
        {exact ? formatChange(change) : '–'}
        {exact && growth !== null && (
          <Text span size="xs" c="dimmed" className={classes.growth ?? ''}>
            {growth}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** One number, or two where it depends on the visit. */
function boundsOf({ certain, possible }: Difference, head: Head): string {
  const [low, high] = [formatCount(certain[head]), formatCount(possible[head])];
  return low === high ? low : translator('instants')('figures.lowToHigh', { low, high });
}

/** The comparison in a sentence, for those who hear it. */
export function spoken(answer: ThenAndNow, subject: FiguresProps['subject'], timeZone: string): string {
  const { now, earlier, exact } = answer;
  return translator('instants')(exact ? 'spoken' : 'spokenBetween', {
    at: formatTime(answer.at, timeZone),
    past: boundsOf(earlier, 'total'),
    now: boundsOf(now, 'total'),
    change: formatChange(now.certain.total - earlier.certain.total),
    subject,
  });
}
