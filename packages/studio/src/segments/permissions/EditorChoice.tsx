import { Alert, Button, Group, MultiSelect, Radio, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { explainError } from '../../api/problem.js';
import { usePossibleEditors, useSaveSegment } from '../../api/segments.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Failed, RowsLoading } from '../../shell/states.js';
import { asItIs } from '../as-it-is.js';

/** Lets an administrator say who may change a segment. */
export function EditorChoice({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const possible = usePossibleEditors();
  const saving = useSaveSegment();
  const [kept, setKept] = useState(segment.editors !== null);
  const [named, setNamed] = useState<readonly string[]>(segment.editors ?? []);
  if (possible.isError) return <Failed error={possible.error} retry={() => possible.refetch()} />;
  if (possible.isPending) return <RowsLoading rows={2} />;
  const editors = kept ? named : null;
  const known = new Map(
    possible.data.items.map(({ id, name, kind }) => [id, kind === 'key' ? t('permissions.key', { name }) : name]),
  );
  const save = () =>
    saving.mutate(
      { id: segment.id, version: segment.version, input: { ...asItIs(segment), editors } },
      { onSuccess: () => notifications.show({ color: 'pine', message: t('permissions.saved') }) },
    );
  return (
    <Stack gap="md" maw={640}>
      <Radio.Group
        label={t('permissions.who')}
        value={kept ? 'named' : 'all'}
        onChange={(value) => setKept(value === 'named')}
      >
        <Stack gap={8} mt={8}>
          <Radio value="all" label={t('permissions.all')} />
          <Radio value="named" label={t('permissions.named')} />
        </Stack>
      </Radio.Group>
      {kept && (
        <MultiSelect
          label={t('permissions.list')}
          description={t('permissions.listAbout')}
          data={[...new Set([...known.keys(), ...named])].map((id) => ({ value: id, label: known.get(id) ?? id }))}
          value={[...named]}
          onChange={setNamed}
          searchable
          nothingFoundMessage={t('permissions.nobody')}
        />
      )}
      {saving.isError && (
        <Alert color="brick" variant="light" role="alert" title={t('permissions.notSaved')}>
          {explainError(saving.error)}
        </Alert>
      )}
      <Group>
        <Button
          disabled={JSON.stringify(editors) === JSON.stringify(segment.editors)}
          loading={saving.isPending}
          onClick={save}
        >
          {t('permissions.save')}
        </Button>
      </Group>
    </Stack>
  );
}
