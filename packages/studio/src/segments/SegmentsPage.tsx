import { Button, Group, Paper, Select, Text, TextInput } from '@mantine/core';
import { IconChartCircles, IconPlus, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { useSegments } from '../api/segments.js';
import { useMay, useSite } from '../api/session.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { useUrlSearch } from '../shell/useUrlSearch.js';
import { SegmentsTable } from './SegmentsTable.js';
import { useLiveSizes } from './useLiveSizes.js';

const states = [
  { value: 'ready', label: 'Ready' },
  { value: 'backfilling', label: 'Counting' },
  { value: 'inactive', label: 'Inactive' },
  { value: 'failed', label: 'Failed' },
];
const kinds = [
  { value: 'live', label: 'Live' },
  { value: 'requestTime', label: 'At the visit' },
];

export default function SegmentsPage() {
  const { site } = useSite();
  const client = useQueryClient();
  const mayEdit = useMay('editor');
  const [parameters, setParameters] = useSearchParams();
  const [text, setText, search] = useUrlSearch();
  const filter = {
    search,
    state: parameters.get('state') ?? '',
    kind: parameters.get('kind') ?? '',
    sort: parameters.get('sort') ?? '-updatedAt',
  };
  const segments = useSegments(filter);
  useLiveSizes([['segments', 'list']]);

  const counting = segments.items.some((segment) => segment.state === 'backfilling');
  useEffect(() => {
    if (!counting) return;
    const timer = setInterval(() => client.invalidateQueries({ queryKey: [site.id, 'segments', 'list'] }), 1_000);
    return () => clearInterval(timer);
  }, [counting, client, site.id]);

  const put = (name: string, value: string | null) =>
    setParameters(
      (before) => {
        if (value === null || value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const filtered = filter.search !== '' || filter.state !== '' || filter.kind !== '';
  const create = mayEdit && (
    <Button component={RouteLink} href="/segments/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New segment
    </Button>
  );

  return (
    <>
      <PageHeader
        title="Segments"
        description="Groups of people who are alike. Membership is kept true to the second."
        actions={create}
      />
      <Group mb="md" gap="sm">
        <TextInput
          aria-label="Search segments"
          placeholder="Search by name or key"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
          maw={420}
        />
        <Filter label="State" data={states} value={filter.state} onChange={(value) => put('state', value)} />
        <Filter label="Kind" data={kinds} value={filter.kind} onChange={(value) => put('kind', value)} />
      </Group>
      {segments.isError ? (
        <Failed error={segments.error} retry={() => segments.refetch()} />
      ) : segments.isPending ? (
        <Paper>
          <RowsLoading rows={7} />
        </Paper>
      ) : segments.items.length > 0 ? (
        <Paper>
          <SegmentsTable segments={segments.items} sort={filter.sort} setSort={(sort) => put('sort', sort)} />
          <More list={segments} />
        </Paper>
      ) : filtered ? (
        <Empty
          icon={IconSearchOff}
          title="No segment fits these filters"
          action={
            <Button
              variant="default"
              onClick={() => {
                setText('');
                setParameters({}, { replace: true });
              }}
            >
              Clear the filters
            </Button>
          }
        />
      ) : (
        <Empty icon={IconChartCircles} title="No segments yet" action={create || undefined}>
          A segment is a group of visitors who have something in common: customers without a checking account, people
          who read the pricing page twice this week.{' '}
          <Text span>Make the first one and see at once how many they are.</Text>
        </Empty>
      )}
    </>
  );
}

interface FilterProps {
  readonly label: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  onChange(value: string | null): void;
}

function Filter({ label, data, value, onChange }: FilterProps) {
  return (
    <Select
      aria-label={label}
      placeholder={`Any ${label.toLowerCase()}`}
      data={[...data]}
      value={value === '' ? null : value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': `Any ${label.toLowerCase()}` }}
      w={150}
    />
  );
}
