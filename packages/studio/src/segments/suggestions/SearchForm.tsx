import { pathOf } from '@kindred/criteria';
import { Button, Group, Paper, SegmentedControl, Select, Text } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useSegmentNames } from '../../api/segments.js';
import type { SuggestionAsked } from '../../api/suggestions.js';
import { useEventNames, useValues } from '../../api/vocabulary.js';
import { translator } from '../../language/translator.js';
import { formatValue, localName } from '../../shell/format.js';
import { NumberField } from '../../shell/NumberField.js';
import { askedBy, leastSize, mostDays, type SearchDraft, scalarIn } from './asked.js';
import { useAboutNames } from './useAboutNames.js';

interface SearchFormProps {
  readonly initial: SearchDraft;
  onAsk(asked: SuggestionAsked): void;
}

/** What groups are compared in, and of what they may be made. */
export function SearchForm({ initial, onAsk }: SearchFormProps) {
  const t = translator('suggestions');
  const nameOf = useAboutNames();
  const [draft, setDraft] = useState(initial);
  const change = (part: Partial<SearchDraft>) => setDraft((before) => ({ ...before, ...part }));
  const asked = askedBy(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asked !== null) onAsk(asked);
  };
  return (
    <Paper p="md" mb="lg" component="form" aria-label={t('form.label')} onSubmit={submit}>
      <Group gap="sm" mb="md">
        <Text size="sm" id="suggest-by">
          {t('form.by')}
        </Text>
        <SegmentedControl
          aria-labelledby="suggest-by"
          value={draft.by}
          onChange={(value) => change({ by: value === 'segment' ? 'segment' : 'event' })}
          data={[
            { value: 'event', label: t('form.byEvent') },
            { value: 'segment', label: t('form.bySegment') },
          ]}
        />
      </Group>
      <Group gap="md" align="flex-end">
        {draft.by === 'event' ? (
          <>
            <EventSelect value={draft.event} onChange={(event) => change({ event, property: null, value: null })} />
            <EventPropertySelect draft={draft} onChange={change} />
            <Days
              label={t('form.eventDays')}
              value={draft.outcomeDays}
              onChange={(outcomeDays) => change({ outcomeDays })}
            />
          </>
        ) : (
          <SegmentSelect value={draft.segment} onChange={(segment) => change({ segment })} />
        )}
        <Days
          label={t('form.days')}
          description={t(draft.by === 'event' ? 'form.daysBefore' : 'form.daysLast')}
          value={draft.days}
          onChange={(days) => change({ days })}
        />
        <Select
          label={t('form.conditions')}
          data={[1, 2, 3].map((count) => ({ value: String(count), label: t('form.upTo', { count }) }))}
          value={String(draft.conditions)}
          onChange={(value) => change({ conditions: Number(value ?? draft.conditions) })}
          allowDeselect={false}
          w={170}
        />
        <NumberField
          label={t('form.least')}
          placeholder={t('form.leastHint')}
          whole
          least={leastSize}
          most={1_000_000_000}
          width={190}
          value={draft.minimumSize}
          set={(minimumSize) => change({ minimumSize })}
        />
        <Button type="submit" leftSection={<IconSearch size={16} aria-hidden />} disabled={asked === null}>
          {t('form.find')}
        </Button>
      </Group>
      {draft.without.length > 0 && (
        <Group gap="xs" mt="md">
          <Text size="sm" c="dimmed">
            {t('form.without')}
          </Text>
          {draft.without.map((about) => (
            <Button
              key={about}
              size="compact-sm"
              variant="default"
              rightSection={<IconX size={13} aria-hidden />}
              aria-label={t('form.takeBack', { about: nameOf(about) })}
              onClick={() => change({ without: draft.without.filter((each) => each !== about) })}
            >
              {nameOf(about)}
            </Button>
          ))}
        </Group>
      )}
    </Paper>
  );
}

interface DaysProps {
  readonly label: string;
  readonly description?: string;
  readonly value: number | null;
  onChange(days: number | null): void;
}

function Days({ label, description, value, onChange }: DaysProps) {
  return (
    <NumberField
      label={label}
      description={description}
      whole
      least={1}
      most={mostDays}
      width={190}
      value={value}
      set={onChange}
    />
  );
}

interface PickProps {
  readonly value: string | null;
  onChange(value: string | null): void;
}

function EventSelect({ value, onChange }: PickProps) {
  const t = translator('suggestions');
  const events = useEventNames('');
  const names = (events.data?.items ?? []).map(({ name }) => name);
  return (
    <Select
      label={t('form.event')}
      placeholder={t('form.eventHint')}
      // An event that an address names stands there before, and even if, it is among those listed.
      data={value === null || names.includes(value) ? names : [value, ...names]}
      value={value}
      onChange={onChange}
      searchable
      limit={200}
      nothingFoundMessage={t('form.nothing')}
      style={{ flex: '1 1 240px' }}
      maw={380}
    />
  );
}

interface EventPropertySelectProps {
  readonly draft: SearchDraft;
  onChange(part: Pick<SearchDraft, 'property' | 'value'>): void;
}

/** Which of the events count: those of which a property has a value. */
function EventPropertySelect({ draft: { event, property, value }, onChange }: EventPropertySelectProps) {
  const t = translator('suggestions');
  const events = useEventNames('');
  const values = useValues(property ?? '', event, '', property !== null);
  const known = events.data?.items.find(({ name }) => name === event)?.properties ?? [];
  const named = property === null ? null : pathOf(property);
  const paths = named === null || known.includes(named) ? known : [named, ...known];
  if (event === null || paths.length === 0) return null;
  const seen = (values.data?.items ?? []).map((item) => item.value);
  const options = value === null || seen.includes(value) ? seen : [value, ...seen];
  return (
    <>
      <Select
        label={t('form.property')}
        placeholder={t('form.anyEvent')}
        data={[...paths]}
        value={named}
        onChange={(path) => onChange({ property: path === null ? null : `properties.${path}`, value: null })}
        searchable
        clearable
        limit={200}
        nothingFoundMessage={t('form.nothing')}
        w={190}
      />
      {property !== null && (
        <Select
          label={t('form.value')}
          data={options.map((each) => ({ value: JSON.stringify(each), label: formatValue(each) }))}
          value={value === null ? null : JSON.stringify(value)}
          onChange={(text) => onChange({ property, value: scalarIn(text) })}
          searchable
          nothingFoundMessage={t('form.nothing')}
          w={190}
        />
      )}
    </>
  );
}

function SegmentSelect({ value, onChange }: PickProps) {
  const t = translator('suggestions');
  const names = useSegmentNames();
  const live = (names.data ?? []).filter(({ kind }) => kind === 'live');
  return (
    <Select
      label={t('form.segment')}
      data={live.map(({ id, name }) => ({ value: id, label: localName(name) }))}
      value={value}
      onChange={onChange}
      searchable
      limit={200}
      nothingFoundMessage={t('form.nothing')}
      style={{ flex: '1 1 240px' }}
      maw={420}
    />
  );
}
