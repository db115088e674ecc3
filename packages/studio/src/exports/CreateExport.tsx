import { Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useCreateExportPlan } from '../api/exports.js';
import { translator } from '../language/translator.js';
import { usualSchedule } from '../schedule/ScheduleFields.js';
import { FormEnd } from '../shell/FormEnd.js';
import { type ExportDraft, ExportFields } from './ExportFields.js';

interface CreateExportProps {
  /** Chosen beforehand where one came from its page, with the columns shown there. */
  readonly segment: string | null;
  readonly traits: readonly string[];
  close(): void;
}

/** Sets up an export that comes again and again. */
export function CreateExport({ segment, traits, close }: CreateExportProps) {
  const t = translator('exports');
  const create = useCreateExportPlan();
  const [draft, setDraft] = useState<ExportDraft>({ segment, format: 'csv', traits, schedule: usualSchedule, keep: 7 });
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.segment === null) return;
    create.mutate(
      { ...draft, segment: draft.segment },
      {
        onSuccess: () => {
          notifications.show({ color: 'pine', message: t('form.created') });
          close();
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('create')}
      size="lg"
      closeButtonProps={{ 'aria-label': translator('shell')('frame.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <ExportFields
            draft={draft}
            set={(change) => setDraft((before) => ({ ...before, ...change }))}
            lacksSegment={tried}
          />
          <FormEnd sending={create} cancelLabel={t('cancel')} submitLabel={t('form.submit')} close={close} />
        </Stack>
      </form>
    </Modal>
  );
}
