import { Stack } from '@mantine/core';
import { translator } from '../language/translator.js';
import { PageHeader } from '../shell/PageHeader.js';
import { AuditList } from './AuditList.js';
import { RefusedIds } from './RefusedIds.js';

/** Who did what by hand with what is kept of people. */
export default function AuditPage() {
  const t = translator('audit');
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} />
      <Stack gap="lg">
        <AuditList profile={null} />
        <RefusedIds />
      </Stack>
    </>
  );
}
