import { Skeleton, Stack, Text } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { ApiProblem } from '../api/problem.js';
import { useSegment } from '../api/segments.js';
import { useSite } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { useMayChange } from '../segments/may.js';
import { OfGlobalSite } from '../segments/OfGlobalSite.js';
import { type ProposedSegment, proposedBy } from '../segments/proposed.js';
import { localName } from '../shell/format.js';
import { NotFound } from '../shell/NotFound.js';
import { PageHeader } from '../shell/PageHeader.js';
import { Failed } from '../shell/states.js';
import { Editor } from './Editor.js';
import { draftKey, draftsUnder, newDraftKey } from './kept-draft.js';
import { useNewDraft } from './useNewDraft.js';

/** Opens a segment, or a new one, for editing. */
export default function EditorPage({ id }: { id: string | null }) {
  const t = translator('editor');
  const { site, session } = useSite();
  const segment = useSegment(id);
  const named = useMayChange(segment.data ?? { inheritedFrom: null, editors: null });
  const keptFromUser = (segment.data?.editors ?? null) !== null && !named;
  const [parameters] = useSearchParams();
  const name = segment.data === undefined ? '' : localName(segment.data.name);
  useDocumentTitle(`${id === null ? t('page.new') : t('page.edit', { name })} – Kindred`);
  if (id === null) return <NewSegment proposed={proposedBy(parameters)} />;
  if (segment.isPending) {
    return (
      <Stack role="status" aria-label={t('page.loading')}>
        <Skeleton height={42} width={320} />
        <Skeleton height={320} />
      </Stack>
    );
  }
  // Once it is open, what fails later takes nobody's work away.
  if (segment.isLoadingError) {
    if (segment.error instanceof ApiProblem && segment.error.status === 404) return <NotFound what="segment" />;
    return <Failed error={segment.error} retry={() => segment.refetch()} />;
  }
  if (segment.data.inheritedFrom !== null || keptFromUser) return <NotChangedHere segment={segment.data} />;
  return <OpenedEditor key={id} draft={draftKey(site.id, session.user.id, id)} segment={segment.data} />;
}

/** A segment that is not stored yet: each that is begun is kept as a draft of its own. */
function NewSegment({ proposed }: { proposed: ProposedSegment | null }) {
  const { site, session } = useSite();
  const id = useNewDraft();
  if (id === null) return null;
  const draft = newDraftKey(site.id, session.user.id, id);
  return <OpenedEditor key={id} draft={draft} segment={null} proposed={proposed} />;
}

/** A segment reached by its address that is changed elsewhere, or by others. */
function NotChangedHere({ segment }: { segment: Segment }) {
  return (
    <>
      <PageHeader
        back={{ href: `/segments/${segment.id}`, label: localName(segment.name) }}
        title={localName(segment.name)}
      />
      <OfGlobalSite segment={segment} />
      {segment.inheritedFrom === null && (
        <Text size="sm">
          {translator('segments')('permissions.onlyNamed', { count: segment.editors?.length ?? 0 })}
        </Text>
      )}
    </>
  );
}

interface OpenedEditorProps {
  /** Where unsaved work on it is kept. */
  readonly draft: string;
  readonly segment: Segment | null;
  readonly proposed?: ProposedSegment | null;
}

/** The editor as it was opened: later answers of the server do not change what is being edited. */
function OpenedEditor({ draft, segment, proposed = null }: OpenedEditorProps) {
  const [opened] = useState(() => {
    const [latest] = draftsUnder(localStorage, draft);
    return { segment, proposed, kept: latest?.draft ?? null, keptAt: latest?.key ?? draft };
  });
  return <Editor {...opened} draft={draft} />;
}
