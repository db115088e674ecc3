import { notifications } from '@mantine/notifications';
import { useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { ApiProblem, explainError } from '../api/problem.js';
import { useReadSegment, useSaveSegment } from '../api/segments.js';
import { useSite } from '../api/session.js';
import type { Audience, Fault, Localized, Segment, SegmentInput } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Conflict } from './Conflict.js';
import type { BuiltCriteria } from './criteria-draft.js';
import { faultAt } from './field-fault.js';
import { draftKey, keepDraft } from './kept-draft.js';
import { notesOf } from './notes.js';
import { rememberConditions } from './recent-conditions.js';
import { unfinishedToSave } from './unfinished.js';
import { fingerprint, type SegmentDraftDocument } from './useEditor.js';

interface SaveOptions {
  /** As it was stored last; null of a new one. */
  readonly segment: Segment | null;
  readonly document: SegmentDraftDocument;
  readonly audience: Audience | null;
  readonly built: BuiltCriteria;
  /** The conditions as text while it cannot be read. */
  readonly unread: string | null;
  /** Whether anything differs from what is stored. */
  readonly dirty: boolean;
  /** The version that the work began from; 0 of a new segment. */
  readonly version: number;
  setVersion(version: number): void;
  /** What is in the editor is unsaved work on what was stored just now. */
  goOnFrom(stored: Segment): void;
  reset(segment: Segment | null): void;
  rebase(stored: Segment, take: boolean): void;
  /** Lets the page be left without being asked. */
  lift(): void;
  /** Gives up the draft that the browser keeps. */
  forget(): void;
}

/** What somebody else saved meanwhile, and whether the work here was about to be saved, and activated. */
interface Met {
  readonly theirs: Segment;
  readonly activate: boolean | null;
}

/** Keeps the work: as a new segment or over the version that was opened, telling plainly when somebody else was faster. */
export function useSave(options: SaveOptions) {
  const { segment, document, audience, built, unread, dirty, version, setVersion } = options;
  const { goOnFrom, reset, rebase, lift, forget } = options;
  const t = translator('editor');
  const [, navigate] = useLocation();
  const { site, session } = useSite();
  const saving = useSaveSegment();
  const read = useReadSegment();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [tried, setTried] = useState(false);
  const [met, setMet] = useState<Met | null>(null);
  // Known at once, where what is drawn comes after the next press of a key.
  const underWay = useRef(false);
  const newest = useRef({ document, unread });
  useLayoutEffect(() => {
    newest.current = { document, unread };
  }, [document, unread]);
  const active = segment?.active ?? false;
  const named = Object.values(document.name).some((name) => name.trim() !== '');

  const store = async (activate: boolean, over: number) => {
    if (audience === null || underWay.current) return;
    underWay.current = true;
    const { notes } = notesOf(document.root);
    const input: SegmentInput = {
      ...audience,
      notes,
      name: said(document.name),
      description: said(document.description),
      ...(document.key === '' ? {} : { key: document.key }),
      public: document.public,
      schedule: document.schedule,
      ...(segment === null || activate ? { active: activate } : {}),
    };
    setFaults([]);
    try {
      const stored = await saving.mutateAsync({ id: segment?.id ?? null, version: over, input });
      rememberConditions(localStorage, site.id, session.user.id, document.subject, document.root);
      const title = t(activate ? 'save.savedActive' : 'save.saved');
      if (newest.current.unread !== null || fingerprint(newest.current.document) !== fingerprint(document)) {
        notifications.show({ color: 'ember', title, message: t('save.later') });
        goOn(stored);
        return;
      }
      setVersion(stored.version);
      reset(stored);
      lift();
      forget();
      notifications.show({
        color: 'pine',
        title,
        message: t(!activate ? 'save.about' : stored.schedule === null ? 'save.aboutActive' : 'save.aboutScheduled'),
      });
      navigate(`/segments/${stored.id}`);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) await compare(activate);
      else {
        if (error instanceof ApiProblem) setFaults(error.errors);
        tellFailed(error, 'save.failed');
      }
    } finally {
      underWay.current = false;
    }
  };

  const tellFailed = (error: unknown, title: 'save.failed' | 'conflict.failed') => {
    const gone = segment !== null && error instanceof ApiProblem && error.status === 404;
    notifications.show({
      color: 'brick',
      title: t(gone ? 'conflict.gone' : title),
      message: gone ? t('conflict.goneAbout') : explainError(error),
    });
  };

  /** Keeps what was changed while the save was under way, as unsaved work on what it stored. */
  const goOn = (stored: Segment) => {
    const { document: later, unread: text } = newest.current;
    const work = { document: { ...later, key: later.key || stored.key }, text, version: stored.version };
    const key = draftKey(site.id, session.user.id, stored.id);
    // A new segment has an address of its own by now; where the browser keeps nothing this page alone has the work.
    const moves = segment === null && keepDraft(localStorage, key, { ...work, at: new Date().toISOString() });
    if (!moves) return goOnFrom(stored);
    lift();
    forget();
    navigate(`/segments/${stored.id}/edit`, { replace: true });
  };

  /** Shows what somebody else saved meanwhile beside what is in the editor; nothing is written before a choice. */
  const compare = async (activate: boolean | null) => {
    if (segment === null) return;
    try {
      setMet({ theirs: await read(segment.id), activate });
    } catch (error) {
      tellFailed(error, 'conflict.failed');
    }
  };

  const overwrite = ({ theirs, activate }: Met) => {
    if (activate !== null) return void store(activate, theirs.version);
    setVersion(theirs.version);
    rebase(theirs, false);
  };

  const save = (activate: boolean) => {
    const readable = unread === null;
    if (underWay.current || met !== null) return;
    if (segment !== null && !dirty && activate === active) {
      notifications.show({ color: 'gray', message: t('save.nothing') });
      return;
    }
    setTried(true);
    const [first] = built.unfinished.keys();
    const { unfinished: muted } = notesOf(document.root);
    const missing = [
      ...(named ? [] : [t('save.needsName')]),
      ...(readable ? [] : [t('save.unreadable')]),
      ...(readable && document.root.of.length === 0 ? [t('save.needsConditions')] : []),
      ...(readable && document.root.of.length > 0 && audience === null
        ? [unfinishedToSave(document.root, built.unfinished)]
        : []),
      ...(muted === null ? [] : [t('save.mutedUnfinished')]),
    ];
    if (missing.length === 0) return void store(activate, version);
    notifications.show({ color: 'ember', title: t('save.notYet'), message: missing.join(' ') });
    const at = first ?? muted;
    if (!named) window.document.querySelector<HTMLElement>('[data-name-input]')?.focus();
    else if (at !== undefined && at !== null) window.document.getElementById(at)?.focus();
  };

  return {
    save,
    compare: () => void compare(null),
    dialog: met !== null && (
      <Conflict
        theirs={met.theirs}
        mine={document}
        criteria={audience?.criteria ?? null}
        base={segment?.version === version ? segment : null}
        close={() => setMet(null)}
        take={() => {
          setVersion(met.theirs.version);
          rebase(met.theirs, true);
        }}
        overwrite={audience === null ? null : () => overwrite(met)}
        saves={met.activate !== null}
      />
    ),
    active,
    busy: saving.isPending,
    faults,
    nameFault: tried && !named ? t('save.needsName') : faultAt(faults, 'name'),
    keyFault: faultAt(faults, 'key'),
    scheduleFault: faultAt(faults, 'schedule'),
  };
}

/** Only the languages in which something is said. */
function said(texts: Localized): Localized {
  const pairs = Object.entries(texts).map(([language, text]): [string, string] => [language, text.trim()]);
  return Object.fromEntries(pairs.filter(([, text]) => text !== ''));
}
