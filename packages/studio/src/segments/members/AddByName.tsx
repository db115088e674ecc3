import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { useNamedSearch } from './named.js';
import type { useByName } from './useByName.js';

interface AddByNameProps {
  readonly subject: Segment['subject'];
  readonly byName: ReturnType<typeof useByName>;
}

/** Finds somebody, or an account, by name or id and adds them to the segment, whatever its conditions say. */
export function AddByName({ subject, byName }: AddByNameProps) {
  const t = translator('members');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 180);
  const found = useNamedSearch(subject, wanted);
  const Icon = subject === 'account' ? IconPlus : IconUserPlus;
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const named = found.items.find((each) => each.id === id);
        if (named !== undefined) byName.add(named);
        setSearch('');
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={t('add')}
          placeholder={t('add')}
          title={t('addHint')}
          leftSection={<Icon size={16} aria-hidden />}
          rightSection={found.isFetching || byName.isPending ? <Loader size={14} /> : null}
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
          {found.items.map(({ id, shown }) => (
            <Combobox.Option key={id} value={id}>
              {shown}
            </Combobox.Option>
          ))}
          {found.items.length === 0 && !found.isFetching && (
            <Combobox.Empty>{t('addNone', { subject })}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
