import { notifications } from '@mantine/notifications';
import { ApiProblem, explainError } from '../../api/problem.js';
import { useSaveSegment } from '../../api/segments.js';
import type { Segment, SegmentRole } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { asItIs } from '../as-it-is.js';

/** Gives and takes back roles; each is a version of the segment. */
export function useRoles(segment: Segment) {
  const t = translator('segments');
  const saving = useSaveSegment();
  const save = (roles: readonly SegmentRole[], message: string, done?: () => void) => {
    saving.mutate(
      { id: segment.id, version: segment.version, input: { ...asItIs(segment), roles } },
      {
        onSuccess: () => {
          notifications.show({ color: 'pine', message });
          done?.();
        },
      },
    );
  };
  const { error } = saving;
  const fault = error instanceof ApiProblem ? error.errors[0]?.message : undefined;
  return {
    isPending: saving.isPending,
    /** Why the last one was refused. */
    refused: error === null ? null : (fault ?? explainError(error)),
    give: (role: SegmentRole, done: () => void) =>
      save([...segment.roles, role], t('roles.given', { role: role.id }), done),
    takeBack: ({ id }: SegmentRole) =>
      save(
        segment.roles.filter((role) => role.id !== id),
        t('roles.takenBack', { role: id }),
      ),
  };
}
