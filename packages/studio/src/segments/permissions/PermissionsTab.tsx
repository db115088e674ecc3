import { Paper, Stack, Text, Title } from '@mantine/core';
import { useMay } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { useMayChange } from '../may.js';
import { OfGlobalSite } from '../OfGlobalSite.js';
import { EditorChoice } from './EditorChoice.js';

/** Who may see and who may change a segment. */
export function PermissionsTab({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const admin = useMay('admin');
  const editor = useMay('editor');
  const mayChange = useMayChange(segment);
  return (
    <Paper p="md" component="section">
      <Stack gap="md">
        <div>
          <Title order={2}>{t('permissions.title')}</Title>
          <Text size="sm" c="dimmed" maw={720}>
            {t('permissions.about')}
          </Text>
        </div>
        {segment.inheritedFrom !== null ? (
          <OfGlobalSite segment={segment} />
        ) : admin ? (
          <EditorChoice key={segment.version} segment={segment} />
        ) : (
          <Text size="sm">
            {segment.editors === null
              ? t('permissions.everyEditor')
              : t('permissions.onlyNamed', { count: segment.editors.length })}
            {editor && ` ${t(mayChange ? 'permissions.youMay' : 'permissions.youMayNot')}`}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
