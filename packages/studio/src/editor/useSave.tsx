import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ApiProblem, explainError } from '../api/problem.js';
import { useSaveSegment } from '../api/segments.js';
import type { Audience, Fault, Segment, SegmentInput } from '../api/types.js';
import { translator } from '../language/translator.js';
import type { BuiltCriteria } from './criteria-draft.js';
import { notesOf } from './notes.js';
import type { SegmentDraftDocument } from './useEditor.js';

interface SaveOptions {
  readonly segment: Segment | null;
  readonly document: SegmentDraftDocument;
  readonly audience: Audience | null;
  readonly built: BuiltCriteria;
  reset(segment: Segment | null): void;
  reload(): Promise<Segment | null>;
  /** Lets the page be left without being asked. */
  lift(): void;
}

/** Keeps the work: as a new segment or over the version that was opened, telling plainly when somebody else was faster. */
export function useSave({ segment, document, audience, built, reset, reload, lift }: SaveOptions) {
  const t = translator('editor');
  const [, navigate] = useLocation();
  const saving = useSaveSegment();
  const [version, setVersion] = useState(segment?.version ?? 0);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [tried, setTried] = useState(false);
  const active = segment?.active ?? false;

  const store = async (activate: boolean, over: number) => {
    if (audience === null) return;
    const { notes } = notesOf(document.root);
    const input: SegmentInput = {
      ...audience,
      notes,
      name: { ...segment?.name, en: document.name.trim() },
      description:
        document.description.trim() === '' ? {} : { ...segment?.description, en: document.description.trim() },
      ...(document.key === '' ? {} : { key: document.key }),
      public: document.public,
      ...(segment === null || activate ? { active: activate } : {}),
    };
    setFaults([]);
    try {
      const stored = await saving.mutateAsync({ id: segment?.id ?? null, version: over, input });
      setVersion(stored.version);
      reset(stored);
      lift();
      notifications.show({
        color: 'pine',
        title: t(activate ? 'save.savedActive' : 'save.saved'),
        message: t(activate ? 'save.aboutActive' : 'save.about'),
      });
      navigate(`/segments/${stored.id}`);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) await conflict(activate);
      else {
        if (error instanceof ApiProblem) setFaults(error.errors);
        notifications.show({ color: 'brick', title: t('save.failed'), message: explainError(error) });
      }
    }
  };

  const conflict = async (activate: boolean) => {
    const theirs = await reload();
    modals.openConfirmModal({
      title: 'Somebody else changed this segment',
      children: (
        <Text size="sm">
          {theirs === null
            ? 'It was changed or deleted while you were editing.'
            : `${author(theirs.updatedBy)} saved version ${theirs.version} while you were editing version ${version}. Yours has not been saved.`}{' '}
          You can put yours over theirs, or keep looking at yours and decide later.
        </Text>
      ),
      labels: { confirm: 'Save mine over theirs', cancel: 'Keep editing' },
      confirmProps: { color: 'brick' },
      onConfirm: () => {
        if (theirs !== null) void store(activate, theirs.version);
      },
    });
  };

  const save = (activate: boolean) => {
    setTried(true);
    if (document.name.trim() === '') {
      window.document.querySelector<HTMLElement>('[data-name-input]')?.focus();
      return;
    }
    const [first] = built.unfinished.keys();
    if (first !== undefined || audience === null) {
      notifications.show({
        color: 'ember',
        title: t('save.notYet'),
        message: t('save.unfinished'),
      });
      if (first !== undefined) window.document.getElementById(first)?.focus();
      return;
    }
    const { unfinished } = notesOf(document.root);
    if (unfinished !== null) {
      notifications.show({ color: 'ember', title: t('save.notYet'), message: t('save.mutedUnfinished') });
      window.document.getElementById(unfinished)?.focus();
      return;
    }
    void store(activate, version);
  };

  return {
    save,
    active,
    busy: saving.isPending,
    faults,
    nameFault: tried && document.name.trim() === '' ? t('save.needsName') : faultAt(faults, 'name'),
    keyFault: faultAt(faults, 'key'),
  };
}

function faultAt(faults: readonly Fault[], path: string): string | null {
  return faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`))?.message ?? null;
}

/** Who changed it last, as people say it; programs are named by their key. */
function author(updatedBy: string): string {
  return updatedBy.startsWith('key:') ? `The API key “${updatedBy.slice(4)}”` : updatedBy;
}
