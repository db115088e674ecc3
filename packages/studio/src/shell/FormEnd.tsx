import { Alert, Button, Group } from '@mantine/core';
import { explainError } from '../api/problem.js';

interface FormEndProps {
  /** What is told of the form's content on its way to the server. */
  readonly sending: { readonly isPending: boolean; readonly error: unknown };
  readonly cancelLabel: string;
  readonly submitLabel: string;
  readonly disabled?: boolean;
  close(): void;
}

/** The end of a form: what went wrong, cancel and submit. */
export function FormEnd({ sending, cancelLabel, submitLabel, disabled = false, close }: FormEndProps) {
  return (
    <>
      {sending.error !== null && (
        <Alert color="brick" variant="light" role="alert">
          {explainError(sending.error)}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {cancelLabel}
        </Button>
        <Button type="submit" loading={sending.isPending} disabled={disabled}>
          {submitLabel}
        </Button>
      </Group>
    </>
  );
}
