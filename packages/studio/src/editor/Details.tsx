import { Divider, Paper, SimpleGrid, Stack, Switch, Text, Textarea, TextInput, Title } from '@mantine/core';
import type { CriteriaCheck } from '../api/types.js';
import { PeopleByName } from './PeopleByName.js';
import type { SegmentDraftDocument } from './useEditor.js';

interface DetailsProps {
  readonly document: SegmentDraftDocument;
  set(part: Partial<SegmentDraftDocument>, field?: string | null): void;
  readonly check: CriteriaCheck | undefined;
  readonly keyFault: string | null;
  readonly isNew: boolean;
}

/** What a segment has besides its conditions: guests, people by name, description, key and who may learn of it. */
export function Details({ document, set, check, keyFault, isNew }: DetailsProps) {
  const guests = document.includeGuests ?? check?.includeGuestsDefault ?? true;
  return (
    <Paper p="md" component="section" aria-labelledby="editor-details">
      <Title order={2} id="editor-details" mb="sm">
        {document.subject === 'person' ? 'Who else, and details' : 'Details'}
      </Title>
      <Stack gap="md">
        {document.subject === 'person' && (
          <>
            <Switch
              label="Guests can be members"
              description={check?.guestNote ?? 'Guests are visitors who have not signed in yet.'}
              checked={guests}
              onChange={(event) => set({ includeGuests: event.currentTarget.checked })}
            />
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
              <PeopleByName
                label="Added by name"
                description="Members whatever the conditions say."
                value={document.includes}
                onChange={(includes) =>
                  set({ includes, excludes: document.excludes.filter((id) => !includes.includes(id)) })
                }
              />
              <PeopleByName
                label="Left out by name"
                description="Never members; this comes before everything else."
                value={document.excludes}
                onChange={(excludes) =>
                  set({ excludes, includes: document.includes.filter((id) => !excludes.includes(id)) })
                }
              />
            </SimpleGrid>
          </>
        )}
        <Divider color="var(--k-line)" />
        <Textarea
          label="Description"
          placeholder="What this segment is for"
          autosize
          minRows={2}
          maxLength={1000}
          value={document.description}
          onChange={(event) => set({ description: event.currentTarget.value }, 'description')}
        />
        <TextInput
          label="Key"
          description={
            isNew
              ? 'What your code asks for. Left empty, it is made from the name.'
              : 'What your code asks for. Changing it breaks code that uses the old key.'
          }
          placeholder="made-from-the-name"
          maxLength={100}
          value={document.key}
          error={keyFault}
          onChange={(event) => set({ key: event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, '-') }, 'key')}
        />
        <Switch
          label="Browsers may learn of it"
          description={
            <Text span size="xs">
              Decide keys that stand in web pages answer only with segments marked like this.
            </Text>
          }
          checked={document.public}
          onChange={(event) => set({ public: event.currentTarget.checked })}
        />
      </Stack>
    </Paper>
  );
}
