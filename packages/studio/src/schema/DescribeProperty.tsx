import { Alert, Modal, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { explainError } from '../api/problem.js';
import type { PropertyDescription, SeenProperty } from '../api/schema.js';
import { useDescribe } from '../api/schema.js';
import type { Localized, PropertyType } from '../api/types.js';
import { presentLanguage, translator } from '../language/translator.js';
import { FormFooter } from '../people/actions/FormFooter.js';
import { localName } from '../shell/format.js';

const types: readonly PropertyType[] = ['text', 'number', 'boolean', 'date', 'textList', 'ip', 'version'];

interface DescribePropertyProps {
  readonly of: string;
  readonly property: SeenProperty;
  close(): void;
}

/** Says what a property is called, of which type it is and which values it has. Mounted while it is open. */
export function DescribeProperty({ of, property: { path, declared }, close }: DescribePropertyProps) {
  const t = translator('schema');
  const describe = useDescribe(of);
  const [label, setLabel] = useState(declared?.label === undefined ? '' : localName(declared.label));
  const [about, setAbout] = useState(declared?.description === undefined ? '' : localName(declared.description));
  const [type, setType] = useState<PropertyType | null>(declared?.type ?? null);
  const [values, setValues] = useState<readonly string[]>(declared?.values ?? []);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const said: PropertyDescription = {
      ...text('label', declared?.label, label),
      ...text('description', declared?.description, about),
      ...(type === null ? {} : { type }),
      ...(values.length === 0 ? {} : { values }),
    };
    describe.mutate({ path, said }, { onSuccess: close });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('form.title', { name: path })}
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          <TextInput
            label={t('form.label')}
            description={t('form.labelAbout')}
            maxLength={1000}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            data-autofocus
          />
          <Textarea
            label={t('form.about')}
            maxLength={1000}
            autosize
            value={about}
            onChange={(event) => setAbout(event.currentTarget.value)}
          />
          <Select
            label={t('form.type')}
            placeholder={t('form.anyType')}
            clearable
            clearButtonProps={{ 'aria-label': t('form.anyType') }}
            data={types.map((each) => ({ value: each, label: t(`types.${each}`) }))}
            value={type}
            onChange={(chosen) => setType(types.find((each) => each === chosen) ?? null)}
          />
          <TagsInput
            label={t('form.values')}
            description={t('form.valuesAbout')}
            value={[...values]}
            onChange={setValues}
            splitChars={[',', ';']}
          />
          {describe.isError && (
            <Alert color="brick" variant="light" role="alert">
              {explainError(describe.error)}
            </Alert>
          )}
          <FormFooter
            submit={t('form.save')}
            sending={describe.isPending}
            remove={
              declared === null
                ? undefined
                : { label: t('form.remove'), run: () => describe.mutate({ path, said: null }, { onSuccess: close }) }
            }
            close={close}
          />
        </Stack>
      </form>
    </Modal>
  );
}

/** The text in the language of the studio; those in other languages stay. */
function text(name: 'label' | 'description', before: Localized | undefined, written: string): PropertyDescription {
  if (written.trim() === '') return {};
  if (before !== undefined && localName(before) === written) return { [name]: before };
  const spoken = presentLanguage();
  return { [name]: { ...before, [spoken === 'de' || spoken === 'es' ? spoken : 'en']: written.trim() } };
}
