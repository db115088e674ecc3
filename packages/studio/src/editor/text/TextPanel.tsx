import type { Completion } from '@codemirror/autocomplete';
import { type Criteria, canonical, type SegmentSubject } from '@kindred/criteria';
import { writeNotation } from '@kindred/criteria/notation';
import { Alert, Anchor, Paper, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { useSegmentNames } from '../../api/segments.js';
import { useSite } from '../../api/session.js';
import type { ValueCount } from '../../api/types.js';
import { useEventNames, useProperties } from '../../api/vocabulary.js';
import { translator } from '../../language/translator.js';
import { formatCount, localName } from '../../shell/format.js';
import type { Vocabulary } from './completion.js';
import { readDraftText } from './text-draft.js';
import type { WrittenText } from './useWrittenText.js';

const CodeEditor = lazy(() => import('./CodeEditor.js'));

interface TextPanelProps {
  /** What the conditions say; null while they are unfinished. */
  readonly criteria: Criteria | null;
  /** Whether there is no condition at all: the text begins with nothing. */
  readonly empty: boolean;
  readonly subject: SegmentSubject;
  /** Whether there is something that the text does not show: names of groups, or muted conditions. */
  readonly more: boolean;
  readonly written: WrittenText;
  setCriteria(criteria: Criteria): void;
}

/** The whole segment as text that can be edited: what can be read is what the conditions become, at once. */
export function TextPanel({ criteria, empty, subject, more, written, setCriteria }: TextPanelProps) {
  const t = translator('editor');
  const vocabulary = useVocabulary();
  const { typed, read, unread, setTyped } = written;
  // What was typed stands while it says what the conditions say, or says nothing yet; undo, say, puts other words there.
  const stands =
    typed !== null &&
    (read?.criteria == null || (criteria !== null && canonical(read.criteria) === canonical(criteria)));
  const text = stands ? typed : criteria === null ? '' : writeNotation(criteria);
  const faults = stands && unread !== null ? (read?.faults ?? []) : [];

  if (criteria === null && typed === null && !empty) {
    return (
      <Paper p="md">
        <Text size="sm">{t('text.unfinished')}</Text>
      </Paper>
    );
  }
  return (
    <Paper p="md" component="section" aria-label={t('text.title')}>
      {more && (
        <Alert color="ember" variant="light" mb="sm">
          {t('text.more')}
        </Alert>
      )}
      <Suspense fallback={<Skeleton height={160} />}>
        <CodeEditor
          text={text}
          label={t('text.label')}
          vocabulary={vocabulary}
          diagnostics={faults.map((fault) => ({ ...fault, severity: 'error' }))}
          onChange={(next) => {
            setTyped(next);
            const now = readDraftText(next, subject);
            if (now.criteria !== null) setCriteria(now.criteria);
          }}
        />
      </Suspense>
      <Text size="xs" c={faults.length > 0 ? 'var(--k-brick-ink)' : 'dimmed'} mt="sm" role="status">
        {faults[0]?.message ?? t('text.about')}
      </Text>
      {unread !== null && criteria !== null && (
        <Anchor component="button" type="button" size="xs" mt={4} onClick={() => setTyped(null)}>
          {t('text.drop')}
        </Anchor>
      )}
    </Paper>
  );
}

function useVocabulary(): Vocabulary {
  const { request } = useSite();
  const properties = useProperties();
  const events = useEventNames('');
  const segments = useSegmentNames();
  return useMemo(
    (): Vocabulary => ({
      properties: (properties.data?.groups ?? []).flatMap((group) =>
        group.properties.map(({ id, label }): Completion => ({ label: id, detail: label, type: 'property' })),
      ),
      events: (events.data?.items ?? []).map(
        ({ name, count }): Completion => ({ label: name, detail: formatCount(count), type: 'class' }),
      ),
      segments: (segments.data ?? []).map(
        ({ id, name }): Completion => ({ label: id, detail: localName(name), type: 'variable' }),
      ),
      propertiesOf: (event) =>
        (events.data?.items.find(({ name }) => name === event)?.properties ?? []).map((name) =>
          name.startsWith('context.') ? name : `properties.${name.replace(/^properties\./, '')}`,
        ),
      values: async (property, event, search) => {
        const found = await request<{ items: readonly ValueCount[] }>('/properties/values', {
          query: { property, event, search, limit: 20 },
        });
        return found.items.map(
          ({ value, count }): Completion => ({ label: String(value), detail: formatCount(count), type: 'text' }),
        );
      },
    }),
    [request, properties.data, events.data, segments.data],
  );
}
