import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { translator } from '../language/translator.js';

interface Versioned {
  readonly version: number;
}

/** Of something that a form changes: the version that the form has seen last, and whether there is another by now. */
export function useSeenVersion<T extends Versioned>(present: T) {
  const [seen, setSeen] = useState(present);
  return { seen, meanwhile: present.version !== seen.version, see: () => setSeen(present) };
}

/** In a form: somebody else has changed what it is about. Nothing is lost before one has chosen. */
export function ChangedMeanwhile({ takeTheirs, keepMine }: { takeTheirs(): void; keepMine(): void }) {
  const t = translator('shell');
  return (
    <Alert color="ember" variant="light" role="alert" title={t('meanwhile.title')}>
      <Text size="sm">{t('meanwhile.about')}</Text>
      <Group gap="sm" mt="sm">
        <Button size="xs" variant="default" onClick={takeTheirs}>
          {t('meanwhile.theirs')}
        </Button>
        <Button size="xs" variant="default" onClick={keepMine}>
          {t('meanwhile.mine')}
        </Button>
      </Group>
    </Alert>
  );
}
