import { useMemo, useState } from 'react';
import { explainError } from '../../api/problem.js';
import { useValues } from '../../api/vocabulary.js';
import { presentLocale, translator } from '../../language/translator.js';
import { ChoicePicker } from './ChoicePicker.js';
import type { Choice } from './choice.js';
import { countries } from './countries.js';
import { type NamedValuesProps, textsOf } from './named-values.js';
import { useSettled } from './useSettled.js';

/** Values counted at most; the rest of the world follows without counts. */
const counted = 100;

/** Countries by their names: those that came in first, with how many have each, then all others. */
export function CountryValues(props: NamedValuesProps) {
  const { property, event, known, name, described } = props;
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  // What is known of a visit alone is stored nowhere.
  const stored = known?.requestTime !== true;
  const seen = useValues(property, event, '', open && stored, counted);
  const locale = presentLocale();
  const all = useMemo(() => ({ locale, list: countries() }), [locale]).list;
  const waiting = stored && seen.isPending;
  const found = useMemo((): Choice[] | null => {
    if (waiting) return null;
    const names = new Map(all.map((country) => [country.code, country.name]));
    const came = (seen.data?.items ?? []).map(({ value, count }) => {
      const text = String(value);
      const named = names.get(text.toUpperCase());
      return { value: text, label: named ?? text, detail: named === undefined ? null : text, count };
    });
    const taken = new Set(came.map(({ value }) => value.toUpperCase()));
    const others = all.filter(({ code }) => !taken.has(code));
    return [...came, ...others.map(({ code, name }) => ({ value: code, label: name, detail: code, count: null }))];
  }, [all, seen.data, waiting]);
  const matching = useMemo(() => (search === '' ? found : null), [found, search]);
  const choices = useSettled(matching, search, open);
  const names = new Map(all.map((country) => [country.code, country.name]));
  return (
    <ChoicePicker
      {...textsOf(props)}
      name={name}
      placeholder={translator('editor')('choices.country')}
      choices={choices}
      loading={open && waiting}
      fault={seen.isError ? explainError(seen.error) : null}
      nameOf={(value) => names.get(value.toUpperCase()) ?? value}
      search={search}
      setSearch={setSearch}
      setOpen={setOpen}
      described={described}
    />
  );
}
