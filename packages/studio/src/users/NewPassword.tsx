import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { translator } from '../language/translator.js';
import { enough, shortest } from './password.js';

interface NewPasswordProps {
  readonly label: string;
  readonly about: string;
  readonly required: boolean;
  readonly value: string;
  onChange(value: string): void;
}

/** A password to be set. That it is too short is said once one has left it. */
export function NewPassword({ label, about, required, value, onChange }: NewPasswordProps) {
  const [left, setLeft] = useState(false);
  return (
    <PasswordInput
      label={label}
      description={about}
      required={required}
      maxLength={1024}
      autoComplete="new-password"
      value={value}
      error={left && value !== '' && !enough(value) ? translator('users')('tooShort', { count: shortest }) : null}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      visibilityToggleButtonProps={{ 'aria-label': translator('shell')('signIn.showPassword') }}
    />
  );
}
