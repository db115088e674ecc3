import { Button, Paper, Stack } from '@mantine/core';
import { IconFileDownload, IconPlus } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { useExportPlans } from '../api/exports.js';
import { useMay } from '../api/session.js';
import { translator } from '../language/translator.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';
import { CreateExport } from './CreateExport.js';
import { ExportCard } from './ExportCard.js';
import { OtherFiles } from './OtherFiles.js';

/** Which members go out as files again and again, and every file that there is. */
export default function ExportsPage() {
  const t = translator('exports');
  const plans = useExportPlans();
  const mayEdit = useMay('editor');
  const [parameters, setParameters] = useSearchParams();
  const forSegment = parameters.get('new');
  const add = mayEdit && (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setParameters({ new: 'any' }, { replace: true })}
    >
      {t('create')}
    </Button>
  );

  return (
    <>
      <PageHeader title={t('title')} description={t('about')} actions={add} />
      <Stack gap="xl">
        {plans.data === undefined ? (
          plans.isError ? (
            <Failed error={plans.error} retry={() => plans.refetch()} />
          ) : (
            <Paper>
              <RowsLoading rows={3} />
            </Paper>
          )
        ) : plans.data.items.length === 0 ? (
          <Empty icon={IconFileDownload} title={t('none')} action={add || undefined}>
            {t('noneWhy')}
          </Empty>
        ) : (
          <Stack gap="md">
            {plans.data.items.map((plan) => (
              <ExportCard key={plan.id} plan={plan} editable={mayEdit} />
            ))}
          </Stack>
        )}
        <OtherFiles editable={mayEdit} />
      </Stack>
      {mayEdit && forSegment !== null && (
        <CreateExport
          segment={forSegment === 'any' ? null : forSegment}
          traits={parameters.getAll('column')}
          close={() => setParameters({}, { replace: true })}
        />
      )}
    </>
  );
}
