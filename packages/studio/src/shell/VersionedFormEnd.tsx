import { Alert, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { translator } from '../language/translator.js';
import { FormEnd } from './FormEnd.js';

interface Versioned {
  readonly version: number;
}

/** Of something that a form changes: the version that the form has seen last, and whether there is another by now. */
export function useSeenVersion<T extends Versioned>(present: T) {
  const [seen, setSeen] = useState(present);
  return { seen, meanwhile: present.version !== seen.version, see: () => setSeen(present) };
}

/** What is told of a change on its way to the server. */
interface Sending {
  readonly isIdle: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
}

interface VersionedFormEndProps {
  readonly change: Sending;
  /** Somebody else has changed what the form is about. */
  readonly meanwhile: boolean;
  readonly cancelLabel: string;
  readonly saveLabel: string;
  decide(theirs: boolean): void;
  close(): void;
}

/** The end of a form that changes something versioned: what went wrong, whose change is to stand, cancel and save. */
export function VersionedFormEnd({ change, meanwhile, cancelLabel, saveLabel, decide, close }: VersionedFormEndProps) {
  // One's own change is a new version too, until the form is closed over it.
  const overtaken = meanwhile && (change.isIdle || change.error !== null);
  return (
    <>
      {overtaken && <ChangedMeanwhile takeTheirs={() => decide(true)} keepMine={() => decide(false)} />}
      <FormEnd
        sending={{ isPending: change.isPending, error: overtaken ? null : change.error }}
        cancelLabel={cancelLabel}
        submitLabel={saveLabel}
        disabled={overtaken}
        close={close}
      />
    </>
  );
}

/** Nothing is lost before one has chosen. */
function ChangedMeanwhile({ takeTheirs, keepMine }: { takeTheirs(): void; keepMine(): void }) {
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
