import { NumberInput } from '@mantine/core';

interface AmountInputProps {
  readonly label: string;
  readonly min: number;
  readonly value: number | null;
  set(value: number | null): void;
}

/** A whole number, or nothing yet. */
export function AmountInput({ label, min, value, set }: AmountInputProps) {
  return (
    <NumberInput
      aria-label={label}
      w={72}
      min={min}
      max={1_000_000}
      allowDecimal={false}
      value={value ?? ''}
      onChange={(next) => set(next === '' ? null : Number(next))}
    />
  );
}
