import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { explainError } from '../../api/problem.js';
import { useSaveSegment } from '../../api/segments.js';
import { useSite } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { asItIs } from '../as-it-is.js';
import type { Named } from './named.js';

/** Adds people, or accounts, by name, leaves them out, and takes them off the list again; each is a version of the segment. */
export function useByName(segment: Segment) {
  const t = translator('members');
  const saving = useSaveSegment();
  const client = useQueryClient();
  const { site } = useSite();
  const save = (lists: Pick<Segment, 'includes' | 'excludes'>, done: string) => {
    saving.mutate(
      { id: segment.id, version: segment.version, input: { ...asItIs(segment), ...lists } },
      {
        onSuccess: () => {
          notifications.show({ color: 'pine', message: done });
          void client.invalidateQueries({ queryKey: [site.id, 'segments', 'members', segment.id] });
        },
        onError: (error) => notifications.show({ color: 'brick', title: t('notDone'), message: explainError(error) }),
      },
    );
  };
  const without = (ids: readonly string[], id: string) => ids.filter((each) => each !== id);
  return {
    isPending: saving.isPending,
    add: ({ id, name }: Named) =>
      save(
        {
          includes: [...without(segment.includes, id), id],
          excludes: without(segment.excludes, id),
        },
        t('added', { name }),
      ),
    leaveOut: ({ id, name }: Named) =>
      save(
        {
          includes: without(segment.includes, id),
          excludes: [...without(segment.excludes, id), id],
        },
        t('leftOut', { name }),
      ),
    takeOff: ({ id, name }: Named) =>
      save({ includes: without(segment.includes, id), excludes: segment.excludes }, t('takenOff', { name })),
  };
}
