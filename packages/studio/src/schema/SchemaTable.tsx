import { ActionIcon, Badge, Group, Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconPencil } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { SeenProperty } from '../api/schema.js';
import { useValues } from '../api/vocabulary.js';
import { translator } from '../language/translator.js';
import { formatCount, formatShare, formatValue, localName } from '../shell/format.js';
import { Failed, RowsLoading } from '../shell/states.js';
import classes from './schema.module.css';

interface SchemaTableProps {
  readonly of: string;
  readonly examined: number;
  readonly items: readonly SeenProperty[];
  edit?(property: SeenProperty): void;
}

/** A property a row: what came in, what is said of it, where they differ; opened, the most frequent values. */
export function SchemaTable({ of, examined, items, edit }: SchemaTableProps) {
  const t = translator('schema');
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Table className={classes.table ?? ''}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('table.property')}</Table.Th>
          <Table.Th className={classes.wide ?? ''}>{t('table.seen')}</Table.Th>
          <Table.Th>{t('table.declared')}</Table.Th>
          {edit !== undefined && (
            <Table.Th w={56}>
              <VisuallyHidden>{t('table.edit')}</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Fragment key={item.path}>
            <Table.Tr>
              <Table.Td>
                <UnstyledButton
                  className={classes.property ?? ''}
                  aria-expanded={open === item.path}
                  onClick={() => setOpen(open === item.path ? null : item.path)}
                >
                  <Text size="sm" fw={560} span className="wrap-anywhere">
                    {item.path}
                  </Text>
                  <IconChevronDown
                    size={14}
                    aria-hidden
                    style={{ flex: 'none', transform: open === item.path ? 'rotate(180deg)' : undefined }}
                  />
                </UnstyledButton>
                <Text size="xs" c="dimmed">
                  {t('table.share', { count: item.count, share: formatShare(item.count, examined) })}
                </Text>
              </Table.Td>
              <Table.Td className={classes.wide ?? ''}>
                <Types item={item} />
              </Table.Td>
              <Table.Td>
                <Declared item={item} />
              </Table.Td>
              {edit !== undefined && (
                <Table.Td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('table.editOne', { name: item.path })}
                    onClick={() => edit(item)}
                  >
                    <IconPencil size={15} aria-hidden />
                  </ActionIcon>
                </Table.Td>
              )}
            </Table.Tr>
            {open === item.path && (
              <Table.Tr>
                <Table.Td colSpan={edit === undefined ? 2 : 3}>
                  <Samples of={of} item={item} />
                </Table.Td>
                <Table.Td className={classes.wide ?? ''} />
              </Table.Tr>
            )}
          </Fragment>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Types({ item }: { item: SeenProperty }) {
  const t = translator('schema');
  return (
    <Group gap={6}>
      {item.types.map(({ type, count }) => (
        <Badge key={type} color="gray" variant="light">
          {`${t(`types.${type}`)} ${formatCount(count)}`}
        </Badge>
      ))}
    </Group>
  );
}

function Declared({ item }: { item: SeenProperty }) {
  const t = translator('schema');
  const { declared, violations } = item;
  if (declared === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('undeclared')}
      </Text>
    );
  }
  const said = [
    declared.label === undefined ? null : localName(declared.label),
    declared.type === undefined ? null : t(`types.${declared.type}`),
    declared.values === undefined ? null : declared.values.join(', '),
  ].filter((part) => part !== null);
  return (
    <>
      <Text size="sm" lineClamp={2} className="wrap-anywhere">
        {said.length === 0 ? t('declared') : said.join(' · ')}
      </Text>
      {violations.map(({ code, count, atLeast }) => (
        <Text key={code} size="xs" c="var(--mantine-color-brick-text)">
          {code === 'value' && atLeast ? t('violations.valueAtLeast', { count }) : t(`violations.${code}`, { count })}
        </Text>
      ))}
    </>
  );
}

function Samples({ of, item }: { of: string; item: SeenProperty }) {
  const t = translator('schema');
  const event = of.startsWith('event:') ? of.slice('event:'.length) : null;
  const values = useValues(item.property, event, '', true);
  if (values.isPending) return <RowsLoading rows={2} />;
  if (values.isError) return <Failed error={values.error} retry={() => values.refetch()} />;
  return (
    <>
      <div className={classes.narrow}>
        <Types item={item} />
      </div>
      <Text size="xs" c="dimmed" mb={4}>
        {values.data.items.length === 0 ? t('noSamples') : t('samples')}
      </Text>
      <ul className={classes.samples}>
        {values.data.items.map(({ value, count }) => (
          <li key={`${typeof value} ${value}`}>
            <span className="wrap-anywhere">{formatValue(value)}</span>
            <Text span size="xs" c="dimmed">
              {formatCount(count)}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}
