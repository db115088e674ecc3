import { Table, type TableThProps, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './sortable.module.css';

interface SortableProps {
  readonly label: string;
  readonly field: string;
  /** Which way the first click sorts. */
  readonly first: string;
  /** A field, with a minus before it where it goes down. */
  readonly sort: string;
  setSort(sort: string): void;
  readonly end?: boolean;
  readonly className?: string | undefined;
  readonly column?: Pick<TableThProps, 'w' | 'visibleFrom'>;
}

/** The head of a column by which a table can be sorted. */
export function Sortable(props: SortableProps) {
  const { label, field, first, sort, setSort, end = false, className = '', column = {} } = props;
  const direction = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none';
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp;
  const next = direction === 'none' ? first : direction === 'ascending' ? `-${field}` : field;
  return (
    <Table.Th aria-sort={direction} ta={end ? 'end' : 'start'} className={className} {...column}>
      <UnstyledButton className={classes.sort ?? ''} data-end={end || undefined} onClick={() => setSort(next)}>
        {label}
        <Arrow size={13} aria-hidden style={{ visibility: direction === 'none' ? 'hidden' : 'visible' }} />
      </UnstyledButton>
    </Table.Th>
  );
}
