import type { SegmentSubject } from '@kindred/criteria';
import { MultiSelect } from '@mantine/core';
import { useTraits } from '../../api/vocabulary.js';

interface TraitColumnsProps {
  readonly subject: SegmentSubject;
  readonly label: string;
  /** What stands there while none is chosen. */
  readonly hint: string;
  readonly columns: readonly string[];
  readonly choose: (columns: readonly string[]) => void;
}

const most = 20;

/** Traits that are shown of members, or stand in a file of them. */
export function TraitColumns({ subject, label, hint, columns, choose }: TraitColumnsProps) {
  const traits = useTraits(subject);
  return (
    <MultiSelect
      aria-label={label}
      placeholder={columns.length === 0 ? hint : ''}
      data={[...traits]}
      value={[...columns]}
      onChange={choose}
      maxValues={most}
      searchable
      limit={200}
      hidePickedOptions
      style={{ flex: '1 1 130px' }}
      maw={420}
    />
  );
}
