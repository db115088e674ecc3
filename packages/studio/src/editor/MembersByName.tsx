import type { SegmentSubject } from '@kindred/criteria';
import { ActionIcon, Combobox, Group, Loader, Stack, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconUserPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { translator } from '../language/translator.js';
import { useNamed, useNamedSearch } from '../segments/members/named.js';
import classes from './details.module.css';

interface MembersByNameProps {
  readonly subject: SegmentSubject;
  readonly label: string;
  readonly description: string;
  readonly value: readonly string[];
  onChange(value: readonly string[]): void;
}

/** Picks people, or accounts, one by one, by name or id. */
export function MembersByName({ subject, label, description, value, onChange }: MembersByNameProps) {
  const t = translator('editor');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search, 180);
  const found = useNamedSearch(subject, wanted);
  const offered = found.items.filter(({ id }) => !value.includes(id));
  const Icon = subject === 'account' ? IconPlus : IconUserPlus;

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
            placeholder={t('named.hint', { subject })}
            leftSection={<Icon size={16} aria-hidden />}
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
          <Combobox.Options aria-label={t('named.found', { label, subject })}>
            {offered.map(({ id, shown }) => (
              <Combobox.Option key={id} value={id}>
                {shown}
              </Combobox.Option>
            ))}
            {offered.length === 0 && (
              <Combobox.Empty>{t(found.isFetching ? 'named.searching' : 'named.nobody', { subject })}</Combobox.Empty>
            )}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {value.length > 0 && (
        <Stack component="ul" gap={4} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {value.map((id) => (
            <Chosen key={id} subject={subject} id={id} remove={() => onChange(value.filter((each) => each !== id))} />
          ))}
        </Stack>
      )}
    </div>
  );
}

function Chosen({ subject, id, remove }: { subject: SegmentSubject; id: string; remove(): void }) {
  const t = translator('editor');
  const named = useNamed(subject, id);
  const unnamed = t('named.one', { id, subject });
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      {named?.shown ?? <Text size="sm">{unnamed}</Text>}
      <ActionIcon aria-label={t('named.remove', { name: named?.name ?? unnamed })} onClick={remove}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
