import { Paper, Select, Switch, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { SeenProperty } from '../api/schema.js';
import { useSeenSchema } from '../api/schema.js';
import { useMay } from '../api/session.js';
import { useEventNames } from '../api/vocabulary.js';
import { kindNames, kinds } from '../groups/group.js';
import { translator } from '../language/translator.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Empty, Failed, RowsLoading } from '../shell/states.js';
import { DescribeProperty } from './DescribeProperty.js';
import { SchemaTable } from './SchemaTable.js';

/** Traits and properties of events as they came in, beside what the site says of them. */
export default function SchemaPage() {
  const t = translator('schema');
  const [parameters, setParameters] = useSearchParams();
  const of = parameters.get('of') ?? 'user';
  const asked = of.startsWith('event:') ? of.slice('event:'.length) : null;
  const ofTraits = [
    { value: 'user', label: translator('people')('title') },
    ...kinds.map((kind) => ({ value: kind, label: kindNames(kind) })),
  ];
  const chosen = asked ?? ofTraits.find(({ value }) => value === of)?.label ?? of;
  const [typed, setTyped] = useState(chosen);
  // The field holds the name of what is chosen until something else is typed.
  const [search] = useDebouncedValue(typed === chosen ? '' : typed, 160);
  const events = useEventNames(search);
  const names = events.data?.items.map(({ name }) => name) ?? [];
  const listed = asked === null || names.includes(asked) ? names : [asked, ...names];
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} />
      <Select
        label={t('of')}
        searchable
        onSearchChange={setTyped}
        allowDeselect={false}
        maw={420}
        mb="md"
        value={of}
        onChange={(value) => setParameters({ of: value ?? 'user' }, { replace: true })}
        data={[
          {
            group: t('traits'),
            items: ofTraits,
          },
          { group: t('events'), items: listed.map((name) => ({ value: `event:${name}`, label: name })) },
        ]}
      />
      {events.isError && <Failed error={events.error} retry={() => events.refetch()} />}
      <SchemaOf key={of} of={of} />
    </>
  );
}

function SchemaOf({ of }: { of: string }) {
  const t = translator('schema');
  const schema = useSeenSchema(of);
  const admin = useMay('admin');
  const [only, setOnly] = useState(false);
  const [edited, setEdited] = useState<SeenProperty | null>(null);
  if (schema.isError) return <Failed error={schema.error} retry={() => schema.refetch()} />;
  if (schema.isPending) {
    return (
      <Paper>
        <RowsLoading rows={8} height={26} />
      </Paper>
    );
  }
  const { items, examined, more } = schema.data;
  const wrong = items.filter(({ violations }) => violations.length > 0);
  if (items.length === 0) {
    return (
      <Empty icon={IconListDetails} title={t('none')}>
        {t('noneWhy')}
      </Empty>
    );
  }
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t(of.startsWith('event:') ? 'examinedEvents' : 'examined', { count: examined })}
        {more && ` ${t('more', { count: items.length })}`}
      </Text>
      <Switch
        mb="md"
        label={t('only', { count: wrong.length })}
        checked={only}
        onChange={(event) => setOnly(event.currentTarget.checked)}
      />
      <Paper>
        <SchemaTable of={of} examined={examined} items={only ? wrong : items} {...(admin ? { edit: setEdited } : {})} />
      </Paper>
      {edited !== null && <DescribeProperty of={of} property={edited} close={() => setEdited(null)} />}
    </>
  );
}
