import { Skeleton, Stack } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useSearchParams } from 'wouter';
import { ApiProblem } from '../api/problem.js';
import { useSegment } from '../api/segments.js';
import { proposedBy } from '../segments/proposed.js';
import { localName } from '../shell/format.js';
import { NotFound } from '../shell/NotFound.js';
import { Failed } from '../shell/states.js';
import { Editor } from './Editor.js';

/** Opens a segment, or a new one, for editing. */
export default function EditorPage({ id }: { id: string | null }) {
  const segment = useSegment(id);
  const [parameters] = useSearchParams();
  useDocumentTitle(
    id === null ? 'New segment – Kindred' : `Edit ${segment.data ? localName(segment.data.name) : ''} – Kindred`,
  );
  if (id === null) return <Editor segment={null} proposed={proposedBy(parameters)} reload={async () => null} />;
  if (segment.isPending) {
    return (
      <Stack role="status" aria-label="Loading">
        <Skeleton height={42} width={320} />
        <Skeleton height={320} />
      </Stack>
    );
  }
  if (segment.isError) {
    if (segment.error instanceof ApiProblem && segment.error.status === 404) return <NotFound what="segment" />;
    return <Failed error={segment.error} retry={() => segment.refetch()} />;
  }
  return <Editor segment={segment.data} reload={async () => (await segment.refetch()).data ?? null} />;
}
