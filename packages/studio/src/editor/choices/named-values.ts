import type { Property } from '../../api/types.js';
import { type DraftValue, isList } from '../comparison-draft.js';

/** What an input of values with names gets. */
export interface NamedValuesProps {
  readonly property: string;
  readonly event: string | null;
  readonly known: Property | null;
  readonly name: string;
  readonly value: DraftValue;
  readonly several: boolean;
  set(value: DraftValue): void;
  readonly described: object;
}

/** The values as texts, and the way back. */
export function textsOf({ value, several, set }: Pick<NamedValuesProps, 'value' | 'several' | 'set'>) {
  const given = isList(value) ? value : [value];
  return {
    values: given.flatMap((each) => (each === null || typeof each === 'object' ? [] : [String(each)])),
    several,
    set: (values: readonly string[]) => set(several ? values : (values.at(-1) ?? null)),
  };
}
