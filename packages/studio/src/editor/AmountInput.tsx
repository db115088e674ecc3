import { NumberField } from '../shell/NumberField.js';

interface AmountInputProps {
  readonly label: string;
  readonly min: number;
  readonly value: number | null;
  set(value: number | null): void;
}

/** A whole number, or nothing yet. */
export function AmountInput({ label, min, value, set }: AmountInputProps) {
  return <NumberField aria-label={label} width={72} whole least={min} most={1_000_000} value={value} set={set} />;
}
