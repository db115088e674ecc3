import { ActionIcon, Combobox, Group, Loader, Stack, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useProfile } from '../api/profiles.js';
import { translator } from '../language/translator.js';
import { Person, personName } from '../people/person.js';
import classes from './details.module.css';
import { useProfileSearch } from './usePreview.js';

interface PeopleByNameProps {
  readonly label: string;
  readonly description: string;
  readonly value: readonly string[];
  onChange(value: readonly string[]): void;
}

/** Picks people one by one, by name, e-mail or id. */
export function PeopleByName({ label, description, value, onChange }: PeopleByNameProps) {
  const t = translator('editor');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, 180);
  const found = useProfileSearch(wanted);
  const offered = found.items.filter((person) => !value.includes(person.id));

  return (
    <div className={classes.named}>
      <Combobox
        store={combobox}
        onOptionSubmit={(id) => {
          onChange([...value, id]);
          setSearch('');
          combobox.closeDropdown();
        }}
      >
        <Combobox.Target>
          <TextInput
            label={label}
            description={description}
            placeholder={t('named.hint')}
            leftSection={<IconUserPlus size={16} aria-hidden />}
            rightSection={found.isFetching ? <Loader size={14} /> : null}
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              combobox.openDropdown();
              combobox.updateSelectedOptionIndex();
            }}
            onBlur={() => combobox.closeDropdown()}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={wanted.trim() === ''}>
          <Combobox.Options aria-label={t('named.found', { label })}>
            {offered.map((person) => (
              <Combobox.Option key={person.id} value={person.id}>
                <Person person={person} size={26} />
              </Combobox.Option>
            ))}
            {offered.length === 0 && (
              <Combobox.Empty>{t(found.isFetching ? 'named.searching' : 'named.nobody')}</Combobox.Empty>
            )}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {value.length > 0 && (
        <Stack component="ul" gap={4} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {value.map((id) => (
            <Chosen key={id} id={id} remove={() => onChange(value.filter((each) => each !== id))} />
          ))}
        </Stack>
      )}
    </div>
  );
}

function Chosen({ id, remove }: { id: string; remove(): void }) {
  const t = translator('editor');
  const { data } = useProfile(id);
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      {data === undefined ? <Text size="sm">{t('named.profile', { id })}</Text> : <Person person={data} size={26} />}
      <ActionIcon
        aria-label={t('named.remove', { name: data === undefined ? t('named.profile', { id }) : personName(data) })}
        onClick={remove}
      >
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
