import { Alert, Modal, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useChangeTraits } from '../../api/person-actions.js';
import { explainError } from '../../api/problem.js';
import { translator } from '../../language/translator.js';
import { NumberField } from '../../shell/NumberField.js';
import { FormFooter } from './FormFooter.js';
import { type TraitType, traitTypes, typedValue, writtenOf } from './trait-value.js';

interface TraitEditorProps {
  readonly profile: string;
  /** Null: one that the person does not have yet. */
  readonly trait: { readonly name: string; readonly value: unknown } | null;
  close(): void;
}

/** Sets one trait of a person, or removes it. Mounted while it is open. */
export function TraitEditor({ profile, trait, close }: TraitEditorProps) {
  const t = translator('people');
  const change = useChangeTraits(profile);
  const before = writtenOf(trait?.value);
  const [name, setName] = useState(trait?.name ?? '');
  const [type, setType] = useState<TraitType>(before.type);
  const [text, setText] = useState(before.text);
  const value = typedValue(type, type === 'boolean' && text !== 'true' ? 'false' : text);
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ [name.trim()]: value }, { onSuccess: close });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={trait === null ? t('trait.add') : t('trait.edit', { name: trait.name })}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          {trait === null && (
            <TextInput
              label={t('trait.name')}
              description={t('trait.nameAbout')}
              required
              maxLength={300}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
          )}
          <Select
            label={t('trait.type')}
            data={traitTypes.map((each) => ({ value: each, label: t(`trait.types.${each}`) }))}
            value={type}
            allowDeselect={false}
            onChange={(chosen) => setType(traitTypes.find((each) => each === chosen) ?? type)}
          />
          {type === 'boolean' ? (
            <SegmentedControl
              aria-label={t('trait.value')}
              value={text === 'true' ? 'true' : 'false'}
              onChange={setText}
              data={[
                { value: 'true', label: translator('shell')('value.yes') },
                { value: 'false', label: translator('shell')('value.no') },
              ]}
            />
          ) : type === 'list' ? (
            <Textarea
              label={t('trait.value')}
              description={t('trait.listAbout')}
              autosize
              minRows={3}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          ) : type === 'number' ? (
            <NumberField
              label={t('trait.value')}
              value={typeof value === 'number' ? value : null}
              set={(number) => setText(number === null ? '' : String(number))}
              {...(trait === null ? {} : { 'data-autofocus': true })}
            />
          ) : (
            <TextInput
              label={t('trait.value')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              {...(trait === null ? {} : { 'data-autofocus': true })}
            />
          )}
          {change.isError && (
            <Alert color="brick" variant="light" role="alert">
              {explainError(change.error)}
            </Alert>
          )}
          <FormFooter
            submit={t('trait.save')}
            disabled={value === undefined || name.trim() === ''}
            sending={change.isPending}
            remove={
              trait === null
                ? undefined
                : {
                    label: t('trait.remove'),
                    run: () => change.mutate({ [trait.name]: null }, { onSuccess: close }),
                  }
            }
            close={close}
          />
        </Stack>
      </form>
    </Modal>
  );
}
