import { Combobox, Loader, Pill, PillsInput, Text, useCombobox } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { translator } from '../../language/translator.js';
import { ChoiceLine } from './ChoiceLine.js';
import { type Choice, isInTree, meantBy, type TreeChoice } from './choice.js';
import classes from './choices.module.css';

interface ChoicePickerProps {
  readonly name: string;
  readonly placeholder: string;
  readonly choices: readonly (Choice | TreeChoice)[];
  readonly loading: boolean;
  /** What went wrong, in words. */
  readonly fault: string | null;
  readonly values: readonly string[];
  /** What a chosen value is called. */
  nameOf(value: string): string;
  readonly several: boolean;
  readonly search: string;
  setSearch(text: string): void;
  setOpen(open: boolean): void;
  set(values: readonly string[]): void;
  /** Shows or hides what is below a choice. */
  toggle?(value: string, open: boolean): void;
  /** Attributes that tell of problems. */
  readonly described: object;
}

/** Values chosen by their names; any other text can be typed, and Enter takes it as it is. */
export function ChoicePicker(props: ChoicePickerProps) {
  const { name, placeholder, choices, loading, fault, values, nameOf, several, search, described } = props;
  const { setSearch, setOpen, set, toggle } = props;
  const t = translator('editor');
  const combobox = useCombobox({
    onDropdownOpen: () => setOpen(true),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setOpen(false);
    },
  });

  const pick = (value: string): void => {
    setSearch('');
    combobox.resetSelectedOption();
    if (!several) {
      set([value]);
      combobox.closeDropdown();
    } else set(values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const index = combobox.getSelectedOptionIndex();
    const active = choices[index];
    if (event.key === 'Enter' && active === undefined && search.trim() !== '') {
      event.preventDefault();
      pick(meantBy(search, choices));
    } else if (event.key === 'Backspace' && search === '' && values.length > 0) {
      event.preventDefault();
      set(values.slice(0, -1));
    } else if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && search === '' && active !== undefined) {
      const opened = event.key === 'ArrowRight';
      if (!isInTree(active) || active.expanded === null || active.expanded === opened) return;
      event.preventDefault();
      toggle?.(active.value, opened);
    }
  };

  return (
    <Combobox store={combobox} onOptionSubmit={pick} position="bottom-start">
      <Combobox.DropdownTarget>
        <PillsInput className={classes.picker ?? ''} rightSection={loading ? <Loader size={14} /> : null}>
          <Pill.Group>
            {values.map((value) => (
              <Pill
                key={value}
                withRemoveButton
                onRemove={() => set(values.filter((each) => each !== value))}
                title={value}
                removeButtonProps={{ 'aria-label': t('choices.remove', { name: nameOf(value) }) }}
              >
                {nameOf(value)}
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                aria-label={name}
                value={search}
                placeholder={values.length === 0 ? placeholder : ''}
                onClick={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  setSearch('');
                }}
                onChange={(event) => {
                  setSearch(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.resetSelectedOption();
                }}
                onKeyDown={onKeyDown}
                {...described}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown miw={300}>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={t('choices.list')}>
          {choices.map((choice) => (
            <Combobox.Option key={choice.value} value={choice.value} active={values.includes(choice.value)}>
              <ChoiceLine choice={choice} {...(toggle === undefined ? {} : { toggle })} />
            </Combobox.Option>
          ))}
          {choices.length === 0 && !loading && (
            <Combobox.Empty>
              {search.trim() === '' ? t('choices.none') : t('choices.takeAsIs', { text: search.trim() })}
            </Combobox.Empty>
          )}
        </Combobox.Options>
        {(fault !== null || (toggle !== undefined && search === '')) && (
          <Combobox.Footer>
            <Text size="xs" c={fault === null ? 'dimmed' : 'brick'}>
              {fault ?? t('choices.keys')}
            </Text>
          </Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
