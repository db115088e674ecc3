import { Button, Paper } from '@mantine/core';
import { IconBulb, IconPlayerStop } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useSite } from '../../api/session.js';
import { type SuggestionAsked, useSuggestions } from '../../api/suggestions.js';
import { translator } from '../../language/translator.js';
import { PageHeader } from '../../shell/PageHeader.js';
import { Empty, Failed } from '../../shell/states.js';
import { addressOf, askedBy, draftOf } from './asked.js';
import { Found } from './Found.js';
import { SearchForm } from './SearchForm.js';
import { Searching } from './Searching.js';

/** Groups that differ most from everyone in an outcome; the address says which search it is. */
export default function SuggestionsPage() {
  const t = translator('suggestions');
  const { site } = useSite();
  const client = useQueryClient();
  const [parameters, setParameters] = useSearchParams();
  // A name that no other window of the same person has.
  const [run] = useState(() => `studio-${Math.random().toString(36).slice(2)}`);
  const draft = draftOf(parameters);
  const asked = askedBy(draft);
  const found = useSuggestions(asked, run);
  const ask = (next: SuggestionAsked) => setParameters(addressOf(next));
  const stop = () => client.cancelQueries({ queryKey: [site.id, 'suggestions', 'found'] });
  const like = draft.by === 'segment';

  return (
    <>
      <PageHeader
        back={
          like && draft.segment !== null
            ? { href: `/segments/${draft.segment}`, label: t('form.segment') }
            : { href: '/segments', label: translator('segments')('title') }
        }
        title={t(like ? 'likeTitle' : 'title')}
        description={t('about')}
      />
      <SearchForm key={parameters.toString()} initial={draft} onAsk={ask} />
      {asked === null ? (
        <Paper>
          <Empty icon={IconBulb} title={t('empty.begin')} compact>
            {t('empty.beginWhy')}
          </Empty>
        </Paper>
      ) : found.isFetching ? (
        <Searching run={run} onStop={stop} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => found.refetch()} />
      ) : found.data === undefined ? (
        <Paper>
          <Empty
            icon={IconPlayerStop}
            title={t('progress.stopped')}
            compact
            action={<Button onClick={() => found.refetch()}>{t('progress.again')}</Button>}
          />
        </Paper>
      ) : (
        <Found
          asked={asked}
          found={found.data}
          onLeaveOut={(about) => ask({ ...asked, without: [...asked.without, about] })}
        />
      )}
    </>
  );
}
