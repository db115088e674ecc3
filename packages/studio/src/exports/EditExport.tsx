import { Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { type ExportPlan, useChangeExportPlan } from '../api/exports.js';
import { translator } from '../language/translator.js';
import { useSeenVersion, VersionedFormEnd } from '../shell/VersionedFormEnd.js';
import { type ExportDraft, ExportFields } from './ExportFields.js';

function draftOf({ segment, format, traits, schedule, keep }: ExportPlan): ExportDraft {
  return { segment: segment.id, format, traits, schedule, keep };
}

/** Changes an export that comes again and again, unless somebody else has meanwhile. */
export function EditExport({ plan, close }: { plan: ExportPlan; close(): void }) {
  const t = translator('exports');
  const { seen, meanwhile, see } = useSeenVersion(plan);
  const change = useChangeExportPlan(seen);
  const [draft, setDraft] = useState(draftOf(plan));
  const decide = (theirs: boolean) => {
    see();
    change.reset();
    if (theirs) setDraft(draftOf(plan));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.segment === null) return;
    change.mutate(
      { ...draft, segment: draft.segment },
      {
        onSuccess: () => {
          notifications.show({ color: 'pine', message: t('form.changed') });
          close();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('plan.edit')}
      size="lg"
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <ExportFields draft={draft} set={(change) => setDraft((before) => ({ ...before, ...change }))} lacksSegment />
          <VersionedFormEnd
            change={change}
            meanwhile={meanwhile}
            decide={decide}
            cancelLabel={t('cancel')}
            saveLabel={t('form.save')}
            close={close}
          />
        </Stack>
      </form>
    </Modal>
  );
}
