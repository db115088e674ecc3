import type { Scalar } from '@kindred/criteria';
import { Autocomplete, Group, MultiSelect, NativeSelect, NumberInput, TagsInput, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { Property, PropertyType } from '../api/types.js';
import { useValues } from '../api/vocabulary.js';
import { formatCount } from '../shell/format.js';
import { useTree } from './context.js';
import type { DraftValue, PropertyDraft } from './draft.js';
import { asksForDate, shapeOf } from './operators.js';
import { problemsId } from './Problems.js';

interface ValueInputProps {
  readonly node: PropertyDraft;
  readonly type: PropertyType;
  readonly known: Property | null;
  readonly event: string | null;
  readonly label: string;
}

const numeric: ReadonlySet<string> = new Set(['greaterThan', 'atLeast', 'lessThan', 'atMost', 'between']);

/** The operand of a comparison, as its operator and the property's type want it. */
export function ValueInput(props: ValueInputProps) {
  const { node, type, label } = props;
  const { replace, problems } = useTree();
  const set = (value: DraftValue) => replace({ ...node, value }, `value:${node.id}`);
  const described = problems.has(node.id)
    ? {
        'aria-describedby': problemsId(node.id),
        'aria-invalid': problems.get(node.id)?.some((each) => each.severity === 'fault'),
      }
    : {};
  const name = `Value of ${label}`;
  const shape = shapeOf(node.operator);
  const asNumber = type === 'number' || numeric.has(node.operator);

  if (shape === 'pair') {
    const pair = isList(node.value) ? node.value : [null, null];
    const end = (index: 0 | 1) => (
      <NumberInput
        aria-label={`${name}, ${index === 0 ? 'from' : 'to'}`}
        placeholder={index === 0 ? 'from' : 'to'}
        w={104}
        value={numberOf(pair[index] ?? null)}
        onChange={(value) => set(index === 0 ? [toNumber(value), pair[1] ?? null] : [pair[0] ?? null, toNumber(value)])}
        hideControls
        {...described}
      />
    );
    return (
      <Group gap={6} wrap="nowrap">
        {end(0)}
        <Text size="sm" c="dimmed">
          and
        </Text>
        {end(1)}
      </Group>
    );
  }
  if (shape === 'list') return <ListInput {...props} name={name} set={set} />;
  if (type === 'boolean') {
    return (
      <NativeSelect
        aria-label={name}
        w="auto"
        value={String(node.value ?? '')}
        data={[
          { value: '', label: 'choose…', disabled: true },
          { value: 'true', label: 'yes' },
          { value: 'false', label: 'no' },
        ]}
        onChange={(event) => set(event.currentTarget.value === 'true')}
        {...described}
      />
    );
  }
  if (asNumber) {
    return (
      <NumberInput
        aria-label={name}
        placeholder="number"
        w={130}
        value={numberOf(isList(node.value) ? null : node.value)}
        onChange={(value) => set(toNumber(value))}
        hideControls
        {...described}
      />
    );
  }
  if (asksForDate(node.operator, type)) {
    return (
      <TextInput
        type="date"
        aria-label={name}
        w={160}
        value={typeof node.value === 'string' ? node.value.slice(0, 10) : ''}
        onChange={(event) => set(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        {...described}
      />
    );
  }
  return <TextValue {...props} name={name} set={set} described={described} />;
}

interface NamedProps extends ValueInputProps {
  readonly name: string;
  set(value: DraftValue): void;
}

function TextValue({ node, known, event, name, set, described }: NamedProps & { described: object }) {
  const fixed = typeof known?.values === 'object' ? known.values : null;
  const text = typeof node.value === 'string' ? node.value : node.value === null ? '' : String(node.value);
  const [asking, setAsking] = useState(false);
  const [search] = useDebouncedValue(text, 120);
  const suggest = fixed === null && (known === null || known.values === 'suggest');
  const { data } = useValues(node.property, event, search, suggest && asking);
  const counts = useMemo(() => new Map(data?.items.map((each) => [String(each.value), each.count])), [data]);

  if (fixed !== null && node.operator === 'equals') {
    return (
      <NativeSelect
        aria-label={name}
        w="auto"
        value={text}
        data={[
          { value: '', label: 'choose…', disabled: true },
          ...fixed.map((each) => ({ value: String(each), label: String(each) })),
        ]}
        onChange={(change) => set(change.currentTarget.value)}
        {...described}
      />
    );
  }
  return (
    <Autocomplete
      aria-label={name}
      placeholder="value"
      style={{ flex: '1 1 150px', maxWidth: 280 }}
      data={fixed === null ? [...counts.keys()] : fixed.map(String)}
      filter={({ options }) => options}
      value={text}
      onFocus={() => setAsking(true)}
      onChange={(value) => set(value === '' ? null : value)}
      renderOption={({ option }) => <Option value={option.value} count={counts.get(option.value)} />}
      maxDropdownHeight={260}
      {...described}
    />
  );
}

function ListInput({ node, type, known, event, name, set }: NamedProps) {
  const values = (isList(node.value) ? node.value : []).filter((each) => each !== null);
  const [asking, setAsking] = useState(false);
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 120);
  const fixed = typeof known?.values === 'object' ? known.values.map(String) : null;
  const { data } = useValues(node.property, event, asked, fixed === null && asking && type !== 'date');
  const read = (texts: readonly string[]): Scalar[] =>
    type === 'number' ? texts.map(Number).filter((each) => Number.isFinite(each)) : [...texts];
  const common = {
    'aria-label': name,
    style: { flex: '1 1 190px', maxWidth: 460 },
    styles: { inputField: { minWidth: 44 } },
    value: values.map(String),
    onChange: (texts: string[]) => set(read(texts)),
    maxDropdownHeight: 260,
  };
  if (fixed !== null)
    return <MultiSelect {...common} data={fixed} searchable placeholder={values.length === 0 ? 'values' : ''} />;
  return (
    <TagsInput
      {...common}
      placeholder={values.length === 0 ? 'type a value, press Enter' : ''}
      data={data?.items.map((each) => String(each.value)) ?? []}
      searchValue={search}
      onSearchChange={setSearch}
      onFocus={() => setAsking(true)}
      splitChars={[',', ';']}
      clearable
    />
  );
}

function Option({ value, count }: { value: string; count: number | undefined }) {
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
      <Text size="sm" className="one-line">
        {value}
      </Text>
      {count !== undefined && (
        <Text size="xs" c="dimmed">
          {formatCount(count)}
        </Text>
      )}
    </Group>
  );
}

function isList(value: DraftValue): value is readonly (Scalar | null)[] {
  return typeof value === 'object' && value !== null;
}

function numberOf(value: Scalar | null): number | '' {
  return typeof value === 'number' ? value : '';
}

function toNumber(value: string | number): number | null {
  if (value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
