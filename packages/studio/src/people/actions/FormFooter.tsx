import { Button, Group } from '@mantine/core';
import { translator } from '../../language/translator.js';

interface FormFooterProps {
  readonly submit: string;
  readonly disabled?: boolean;
  /** While something is being sent. */
  readonly sending: boolean;
  /** Takes away what the form is about; absent where there is nothing yet. */
  readonly remove?: { readonly label: string; run(): void } | undefined;
  close(): void;
}

/** The end of a form in a dialog: to send it, to leave it, and at the other side to remove what it is about. */
export function FormFooter({ submit, disabled = false, sending, remove, close }: FormFooterProps) {
  return (
    <Group justify="space-between">
      {remove === undefined ? (
        <span />
      ) : (
        <Button variant="subtle" color="brick" loading={sending} onClick={remove.run}>
          {remove.label}
        </Button>
      )}
      <Group gap="sm">
        <Button variant="default" onClick={close}>
          {translator('people')('actions.cancel')}
        </Button>
        <Button type="submit" loading={sending} disabled={disabled}>
          {submit}
        </Button>
      </Group>
    </Group>
  );
}
