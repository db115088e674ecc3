import { notifications } from '@mantine/notifications';
import { ApiProblem, explainError } from '../../api/problem.js';
import { useSaveSegment } from '../../api/segments.js';
import type { Segment, SegmentRole } from '../../api/types.js';
import { presentLanguage, translator } from '../../language/translator.js';
import { askWhether } from '../../shell/asking.js';
import { asItIs } from '../as-it-is.js';
import { Reach } from './Reach.js';

/** Gives and takes back roles once it was asked whether they are to be; each is a version of the segment. */
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
  return {
    isPending: saving.isPending,
    /** Why the last one was refused. */
    refused: error === null ? null : reasonOf(error),
    give: (role: SegmentRole, done: () => void) =>
      askWhether({
        title: t('roles.giveTitle', { role: role.id }),
        children: <Reach segment={segment} role={role} change="gives" />,
        labels: { confirm: t('roles.give'), cancel: t('roles.notGive') },
        onConfirm: () => save([...segment.roles, role], t('roles.given', { role: role.id }), done),
      }),
    takeBack: (role: SegmentRole) =>
      askWhether({
        title: t('roles.takeTitle', { role: role.id }),
        children: <Reach segment={segment} role={role} change="takes" />,
        labels: { confirm: t('roles.take'), cancel: t('roles.notTake') },
        confirmProps: { color: 'brick' },
        onConfirm: () =>
          save(
            segment.roles.filter(({ id }) => id !== role.id),
            t('roles.takenBack', { role: role.id }),
          ),
      }),
  };
}

/** The server says in English what is wrong with the role. */
function reasonOf(error: Error): string {
  const [fault] = error instanceof ApiProblem ? error.errors : [];
  if (fault === undefined) return explainError(error);
  if (presentLanguage() === 'en') return fault.message;
  return fault.code === 'owner_role' ? translator('segments')('roles.ofOwners') : explainError(error);
}
