import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useProfiles } from '../../api/profiles.js';
import type { ProfileSummary } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Person } from '../../people/person.js';

/** Finds somebody by name, e-mail or id and adds them to the segment, whatever its conditions say. */
export function AddByName({ add, pending }: { add(person: ProfileSummary): void; pending: boolean }) {
  const t = translator('members');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 180);
  const found = useProfiles({ search: wanted, known: '' }, 8, wanted !== '');
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const person = found.items.find((each) => each.id === id);
        if (person !== undefined) add(person);
        setSearch('');
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={t('add')}
          placeholder={t('add')}
          title={t('addHint')}
          leftSection={<IconUserPlus size={16} aria-hidden />}
          rightSection={found.isFetching || pending ? <Loader size={14} /> : null}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onBlur={() => combobox.closeDropdown()}
          w={170}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={wanted === ''} miw={260}>
        <Combobox.Options aria-label={t('add')}>
          {found.items.map((person) => (
            <Combobox.Option key={person.id} value={person.id}>
              <Person person={person} size={26} />
            </Combobox.Option>
          ))}
          {found.items.length === 0 && !found.isFetching && (
            <Combobox.Empty>{translator('people')('none')}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
