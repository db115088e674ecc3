import type { Criteria } from '@kindred/criteria';
import { diff } from '@kindred/criteria/diff';
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useSite } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { authorOf } from '../shell/author.js';
import { documentOf, type SegmentDraftDocument } from './useEditor.js';
import { useWording } from './useWording.js';

interface ConflictProps {
  /** What is stored now. */
  readonly theirs: Segment;
  /** What is in the editor. */
  readonly mine: SegmentDraftDocument;
  /** Its criteria; null while unfinished. */
  readonly criteria: Criteria | null;
  /** What both began from; null where that is not known any more. */
  readonly base: Segment | null;
  /** Whether going on with mine stores it at once. */
  readonly saves: boolean;
  take(): void;
  /** Null where mine cannot be stored yet. */
  readonly overwrite: (() => void) | null;
  close(): void;
}

/** What two people made of one segment, in words, and the choice between them. */
export function Conflict({ theirs, mine, criteria, base, saves, take, overwrite, close }: ConflictProps) {
  const t = translator('editor');
  const { session } = useSite();
  const wording = useWording(theirs.subject);
  const words = (before: Criteria, after: Criteria) => diff(before, after, wording).map(({ message }) => message);
  const theirChanges =
    base === null
      ? null
      : [...words(base.criteria, theirs.criteria), ...otherFields(documentOf(base), documentOf(theirs))];
  const difference = [
    ...(criteria === null ? [] : words(theirs.criteria, criteria)),
    ...otherFields(documentOf(theirs), mine),
  ];
  const choose = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t(theirs.updatedBy === session.user.email ? 'conflict.own' : 'conflict.title')}
      closeButtonProps={{ 'aria-label': t('conflict.later') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t('conflict.about', { who: authorOf(theirs.updatedBy), version: theirs.version })}{' '}
          <Ago at={theirs.updatedAt} />
        </Text>
        {theirChanges !== null && <Changes title={t('conflict.theirs')} changes={theirChanges} />}
        <Changes title={t('conflict.between')} changes={difference} />
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="gray" onClick={close} data-autofocus>
            {t('conflict.later')}
          </Button>
          <Button variant="default" onClick={choose(take)}>
            {t('conflict.take')}
          </Button>
          {overwrite !== null && (
            <Button color="brick" onClick={choose(overwrite)}>
              {t(saves ? 'conflict.overwrite' : 'conflict.goOn')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Changes({ title, changes }: { title: string; changes: readonly string[] }) {
  const t = translator('editor');
  return (
    <div>
      <Text fw={600} size="sm" mb={4}>
        {title}
      </Text>
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('conflict.same')}
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {changes.map((change) => (
            <List.Item key={change}>{change}</List.Item>
          ))}
        </List>
      )}
    </div>
  );
}

const others = ['name', 'description', 'key', 'public', 'includeGuests', 'includes', 'excludes', 'schedule'] as const;

/** What differs besides the criteria, by name. */
function otherFields(before: SegmentDraftDocument, after: SegmentDraftDocument): readonly string[] {
  const t = translator('editor');
  const same = (field: (typeof others)[number]) =>
    (field === 'includeGuests' && after[field] === null) ||
    JSON.stringify(before[field]) === JSON.stringify(after[field]);
  return others.filter((field) => !same(field)).map((field) => t(`conflict.field.${field}`));
}
