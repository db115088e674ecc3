import type { Scalar } from '@kindred/criteria';
import { Autocomplete, MultiSelect, NativeSelect, TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { ValueCount } from '../api/types.js';
import { useValues } from '../api/vocabulary.js';
import { translator } from '../language/translator.js';
import { formatList } from '../shell/format.js';
import { numberText, readNumber } from '../shell/number-text.js';
import { ChoiceLine } from './choices/ChoiceLine.js';
import type { Choice } from './choices/choice.js';
import { useSettled } from './choices/useSettled.js';
import { isList } from './comparison-draft.js';
import type { ValueInputProps } from './ValueInput.js';

interface TextValueProps extends ValueInputProps {
  /** Attributes that tell of problems. */
  readonly described: object;
}

/** One text, with the values that came in so far to choose from. */
export function TextValueInput({ node, known, event, name, set, described }: TextValueProps) {
  const t = translator('editor');
  const fixed = typeof known?.values === 'object' ? known.values : null;
  const text = typeof node.value === 'object' ? '' : String(node.value);
  const [asking, setAsking] = useState(false);
  const [search] = useDebouncedValue(text, 120);
  const pattern = node.operator === 'matches';
  const suggest = fixed === null && !pattern && (known === null || known.values === 'suggest');
  const seen = useValues(node.property, event, search, suggest && asking);
  const [open, setOpen] = useState(false);
  const choices = useSettled(useChoices(seen, search === text), text, open);

  if (fixed !== null && node.operator === 'equals') {
    return (
      <NativeSelect
        aria-label={name}
        w="auto"
        value={text}
        data={[
          { value: '', label: t('value.choose'), disabled: true },
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
      placeholder={pattern ? t('value.pattern', { example: '^B[0-9]+$' }) : t('value.value')}
      style={{ flex: '1 1 150px', maxWidth: 280 }}
      data={fixed === null || pattern ? choices.map(({ value }) => value) : fixed.map(String)}
      filter={({ options }) => options}
      value={text}
      onFocus={() => setAsking(true)}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onChange={(value) => set(value === '' ? null : value)}
      renderOption={({ option }) => <Option value={option.value} choices={choices} />}
      maxDropdownHeight={260}
      {...described}
    />
  );
}

/** Several values, with those that came in so far to choose from. */
export function ListInput({ node, type, known, event, name, set }: ValueInputProps) {
  const t = translator('editor');
  const values = isList(node.value)
    ? node.value.filter((each) => each !== null)
    : node.value === null || typeof node.value === 'object'
      ? []
      : [node.value];
  const [asking, setAsking] = useState(false);
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 120);
  const networks = node.operator === 'inNetwork';
  const numbers = type === 'number' && node.as === null && !networks;
  const fixed = typeof known?.values === 'object' && !networks && !numbers ? known.values.map(String) : null;
  const suggest = fixed === null && asking && type !== 'date' && !networks && node.property !== '';
  const seen = useValues(node.property, event, asked, suggest);
  const [open, setOpen] = useState(false);
  const choices = useSettled(useChoices(seen, asked === search), search, open);
  // What was there keeps its type; the text of a number stays that number.
  const [unread, setUnread] = useState<readonly string[]>([]);
  const written = (value: Scalar) => (numbers && typeof value === 'number' ? numberText(value) : String(value));
  const read = (texts: readonly string[]): Scalar[] =>
    texts.flatMap((text) => {
      const before = values.find((each) => written(each) === text);
      if (before !== undefined) return [before];
      if (!numbers) return [text];
      const number = readNumber(text);
      return typeof number === 'string' ? [] : [number.number];
    });
  const change = (texts: readonly string[]) => {
    // "1, 2" is two numbers; the comma in "1,2" may be a decimal sign or stand between groups of digits.
    const single = numbers ? texts.flatMap((text) => text.split(/[,;]\s+/)) : texts;
    setUnread(numbers ? single.filter((text) => readNumber(text) === 'unreadable') : []);
    set(read(single));
  };
  const common = {
    'aria-label': name,
    style: { flex: '1 1 190px', maxWidth: 460 },
    styles: { inputField: { minWidth: 44 } },
    value: values.map(written),
    onChange: change,
    maxDropdownHeight: 260,
  };
  if (fixed !== null)
    return (
      <MultiSelect {...common} data={fixed} searchable placeholder={values.length === 0 ? t('value.values') : ''} />
    );
  const offered = numbers ? choices.map(asWritten) : choices;
  const example = networks ? t('value.network', { example: '10.0.0.0/8' }) : t('value.type');
  return (
    <TagsInput
      {...common}
      placeholder={values.length === 0 ? example : ''}
      data={offered.map(({ value }) => value)}
      filter={({ options }) => options}
      renderOption={({ option }) => <Option value={option.value} choices={offered} />}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      searchValue={search}
      onSearchChange={setSearch}
      onFocus={() => setAsking(true)}
      splitChars={numbers ? [';'] : [',', ';']}
      error={unread.length === 0 ? undefined : t('value.noNumbers', { values: formatList(unread) })}
      clearable
    />
  );
}

/** The values that came in, once they answer what is typed; null until then. */
function useChoices(
  {
    data,
    isPlaceholderData,
  }: { readonly data?: { readonly items: readonly ValueCount[] } | undefined; readonly isPlaceholderData: boolean },
  current: boolean,
): readonly Choice[] | null {
  return useMemo(() => {
    if (data === undefined || isPlaceholderData || !current) return null;
    return data.items.map(({ value, count }) => ({ value: String(value), label: String(value), detail: null, count }));
  }, [data, isPlaceholderData, current]);
}

/** A number that came in, as the reader's language writes it. */
function asWritten(choice: Choice): Choice {
  const text = numberText(Number(choice.value));
  return { ...choice, value: text, label: text };
}

function Option({ value, choices }: { value: string; choices: readonly Choice[] }) {
  const choice = choices.find((each) => each.value === value);
  return <ChoiceLine choice={choice ?? { value, label: value, detail: null, count: null }} />;
}
