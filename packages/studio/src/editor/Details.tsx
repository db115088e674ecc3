import { Divider, Paper, SimpleGrid, Stack, Switch, Text, Textarea, TextInput, Title } from '@mantine/core';
import { shallowEqual } from '@mantine/hooks';
import { memo } from 'react';
import type { CriteriaCheck } from '../api/types.js';
import { languageNames, languages } from '../language/languages.js';
import { translator } from '../language/translator.js';
import classes from './details.module.css';
import { MembersByName } from './MembersByName.js';
import { ScheduleInput } from './ScheduleInput.js';
import type { SegmentDraftDocument } from './useEditor.js';
import { writtenLanguage } from './written-language.js';

interface DetailsProps {
  readonly document: SegmentDraftDocument;
  set(part: Partial<SegmentDraftDocument>, field?: string | null): void;
  readonly check: CriteriaCheck | undefined;
  readonly keyFault: string | null;
  readonly scheduleFault: string | null;
  /** Whether the conditions keep much of each person. */
  readonly costly: boolean;
  readonly isNew: boolean;
}

/** What a segment has besides its conditions: guests, members by name, description, key and who may learn of it. */
export const Details = memo(function Details(props: DetailsProps) {
  const { document, set, check, keyFault, scheduleFault, costly, isNew } = props;
  const t = translator('editor');
  return (
    <Paper p="md" component="section" aria-labelledby="editor-details">
      <Title order={2} id="editor-details" mb="sm">
        {t('details.title', { subject: document.subject })}
      </Title>
      <Stack gap="md">
        <WhoElse document={document} set={set} check={check} />
        <Divider color="var(--k-line)" />
        <ScheduleInput
          value={document.schedule}
          set={(schedule, field) => set({ schedule }, field)}
          atVisit={check?.kind === 'requestTime'}
          costly={costly}
          fault={scheduleFault}
        />
        <Divider color="var(--k-line)" />
        <Wording document={document} set={set} />
        <TextInput
          label={t('details.key')}
          description={t(isNew ? 'details.keyNew' : 'details.keyChange')}
          placeholder={t('details.keyHint')}
          maxLength={100}
          value={document.key}
          error={keyFault}
          onChange={(event) => set({ key: event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, '-') }, 'key')}
        />
        <Switch
          label={t('details.public')}
          description={
            <Text span size="xs">
              {t('details.publicAbout')}
            </Text>
          }
          checked={document.public}
          onChange={(event) => set({ public: event.currentTarget.checked })}
        />
      </Stack>
    </Paper>
  );
}, sameDetails);

/** Whether nothing but the conditions differs, of which nothing is shown here. */
function sameDetails({ document, ...one }: DetailsProps, { document: other, ...two }: DetailsProps): boolean {
  return shallowEqual({ ...document, root: null }, { ...other, root: null }) && shallowEqual(one, two);
}

function WhoElse({ document, set, check }: Pick<DetailsProps, 'document' | 'set' | 'check'>) {
  const t = translator('editor');
  const guests = document.includeGuests ?? check?.includeGuestsDefault ?? true;
  return (
    <>
      {document.subject === 'person' && (
        <Switch
          label={t('details.guests')}
          description={check?.guestNote ?? t('details.guestsAbout')}
          checked={guests}
          onChange={(event) => set({ includeGuests: event.currentTarget.checked })}
        />
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" verticalSpacing="xs">
        <MembersByName
          subject={document.subject}
          label={t('details.added')}
          description={t('details.addedAbout')}
          value={document.includes}
          onChange={(includes) => set({ includes, excludes: document.excludes.filter((id) => !includes.includes(id)) })}
        />
        <MembersByName
          subject={document.subject}
          label={t('details.leftOut')}
          description={t('details.leftOutAbout')}
          value={document.excludes}
          onChange={(excludes) => set({ excludes, includes: document.includes.filter((id) => !excludes.includes(id)) })}
        />
      </SimpleGrid>
    </>
  );
}

/** The description, and what the segment is called and described as in the other languages. */
function Wording({ document, set }: Pick<DetailsProps, 'document' | 'set'>) {
  const t = translator('editor');
  const own = writtenLanguage();
  const describe = (language: string, text: string) =>
    set({ description: { ...document.description, [language]: text } }, `description:${language}`);
  return (
    <>
      <Textarea
        label={t('details.description')}
        placeholder={t('details.descriptionHint')}
        autosize
        minRows={2}
        maxLength={1000}
        value={document.description[own] ?? ''}
        onChange={(event) => describe(own, event.currentTarget.value)}
      />
      <details className={classes.more}>
        <summary>{t('details.languages')}</summary>
        <Stack gap="sm" mt="sm">
          {languages
            .filter((language) => language !== own)
            .map((language) => (
              <SimpleGrid key={language} cols={{ base: 1, md: 2 }} spacing="sm">
                <TextInput
                  label={t('details.nameIn', { language: languageNames[language] })}
                  lang={language}
                  maxLength={200}
                  value={document.name[language] ?? ''}
                  onChange={(event) =>
                    set({ name: { ...document.name, [language]: event.currentTarget.value } }, `name:${language}`)
                  }
                />
                <TextInput
                  label={t('details.descriptionIn', { language: languageNames[language] })}
                  lang={language}
                  maxLength={1000}
                  value={document.description[language] ?? ''}
                  onChange={(event) => describe(language, event.currentTarget.value)}
                />
              </SimpleGrid>
            ))}
        </Stack>
      </details>
    </>
  );
}
