import { Button, Group, NativeSelect, Paper, TextInput } from '@mantine/core';
import { IconBulb, IconChartCircles, IconPlus, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { useSegments } from '../api/segments.js';
import { useMay, useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import { PageHeader } from '../shell/PageHeader.js';
import { RouteLink } from '../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import { TourOffer } from '../shell/Tour.js';
import { useUrlSearch } from '../shell/useUrlSearch.js';
import { SegmentsTable } from './SegmentsTable.js';
import { useLiveSizes } from './useLiveSizes.js';

const states = ['ready', 'backfilling', 'inactive', 'failed', 'disabled'] as const;
const kinds = ['live', 'batch', 'requestTime'] as const;

export default function SegmentsPage() {
  const t = translator('segments');
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
      {t('create')}
    </Button>
  );

  const actions = (
    <>
      <Button
        component={RouteLink}
        href="/segments/suggestions"
        variant="default"
        leftSection={<IconBulb size={16} aria-hidden />}
      >
        {t('suggest')}
      </Button>
      {create}
    </>
  );

  return (
    <>
      <PageHeader title={t('title')} description={t('about')} actions={actions} />
      <TourOffer />
      <Group mb="md" gap="sm">
        <TextInput
          aria-label={t('search')}
          placeholder={t('searchBy')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
          maw={420}
        />
        <Filter
          label={t('filters.state')}
          any={t('filters.anyState')}
          data={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          value={filter.state}
          onChange={(value) => put('state', value)}
        />
        <Filter
          label={t('filters.kind')}
          any={t('filters.anyKind')}
          data={kinds.map((value) => ({ value, label: t(`state.${value}`) }))}
          value={filter.kind}
          onChange={(value) => put('kind', value)}
        />
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
          title={t('filters.none')}
          action={
            <Button
              variant="default"
              onClick={() => {
                setText('');
                setParameters({}, { replace: true });
              }}
            >
              {t('filters.clear')}
            </Button>
          }
        />
      ) : (
        <Empty icon={IconChartCircles} title={t('first.title')} action={create || undefined}>
          {t('first.about')}
        </Empty>
      )}
    </>
  );
}

interface FilterProps {
  readonly label: string;
  readonly any: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  onChange(value: string | null): void;
}

function Filter({ label, any, data, value, onChange }: FilterProps) {
  return (
    <NativeSelect
      aria-label={label}
      data={[{ value: '', label: any }, ...data]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      w={160}
    />
  );
}
