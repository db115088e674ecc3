import { sentence } from '@kindred/criteria';
import { Paper, Stack, VisuallyHidden } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import { useSite } from '../api/session.js';
import type { Audience, Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import type { ProposedSegment } from '../segments/proposed.js';
import { localName } from '../shell/format.js';
import { useUnsavedGuard } from '../shell/guard.js';
import { AnswerPanel } from './AnswerPanel.js';
import { ConditionsView } from './ConditionsView.js';
import { ConditionTree } from './ConditionTree.js';
import { CountBar } from './CountBar.js';
import { criteriaOf } from './criteria-draft.js';
import { Details } from './Details.js';
import { DraftOffers } from './DraftOffers.js';
import type { GroupDraft } from './draft.js';
import { EditorHead } from './EditorHead.js';
import { Palette, PaletteDrawer } from './EditorPalette.js';
import classes from './editor.module.css';
import { factsOf } from './facts-of-tree.js';
import { randomId } from './identity.js';
import type { KeptDraft } from './kept-draft.js';
import { Notices } from './Notices.js';
import { Sentence } from './Sentence.js';
import { SubjectChoice } from './SubjectChoice.js';
import { useWrittenText } from './text/useWrittenText.js';
import { unfinishedWords } from './unfinished.js';
import { useEditor } from './useEditor.js';
import { useFindings } from './useFindings.js';
import { useKeptDraft } from './useKeptDraft.js';
import { useCriteriaCheck, usePreview, usePreviewExplanation } from './usePreview.js';
import { useSave } from './useSave.js';
import { useSteady } from './useSteady.js';
import { useWording } from './useWording.js';
import type { PaletteScope } from './vocabulary.js';
import { writtenLanguage } from './written-language.js';

interface EditorProps {
  /** Where unsaved work on it is kept; other tabs keep theirs beside it. */
  readonly draft: string;
  /** Where this tab keeps it. */
  readonly keptAt: string;
  /** The segment as it was opened; null for a new one. */
  readonly segment: Segment | null;
  /** Work on it that was kept unsaved. */
  readonly kept: KeptDraft | null;
  /** What a new one begins with. */
  readonly proposed: ProposedSegment | null;
}

/** Palette, conditions and the live answer, side by side. */
export function Editor({ draft, keptAt, segment: opened, kept, proposed }: EditorProps) {
  const t = translator('editor');
  const [segment, setSegment] = useState(opened);
  const editor = useEditor(opened, { proposed, kept: kept?.document ?? null });
  const [version, setVersion] = useState(kept?.version ?? opened?.version ?? 0);
  const [restoredAt, setRestoredAt] = useState(kept?.at ?? null);
  const { document, change, set } = editor;
  // The server tells the editors of one login apart by it, those of other tabs too.
  const [editorId] = useState(randomId);
  const [person, setPerson] = useState<string | null>(null);

  const built = useMemo(() => criteriaOf(document.root), [document.root]);
  const empty = document.root.of.length === 0;
  const written = useWrittenText(kept?.text ?? null, document.subject, empty);
  const unread = written.unread !== null;
  const dirty = editor.dirty || unread;
  const unsaved = editor.worked || unread;
  const editing = segment?.id ?? null;
  const scope = useMemo(
    (): PaletteScope => ({ of: document.subject === 'account' ? 'account' : 'visitor', editing }),
    [document.subject, editing],
  );
  const audience = useMemo((): Audience | null => {
    if (built.criteria === null) return null;
    return {
      subject: document.subject,
      criteria: built.criteria,
      ...(document.includeGuests === null ? {} : { includeGuests: document.includeGuests }),
      includes: document.includes,
      excludes: document.excludes,
    };
  }, [built.criteria, document.subject, document.includeGuests, document.includes, document.excludes]);

  const live = usePreview({ audience, paths: built.paths, editor: editorId, empty, against: editing });
  const findings = useFindings({ criteria: built.criteria, id: editing, subject: document.subject, live });
  const check = useCriteriaCheck(live.audience?.criteria ?? built.criteria, segment?.id ?? null, document.subject);
  const explanation = usePreviewExplanation(person === null ? null : audience, person, editing);
  const { inOtherTab, keep, forget } = useKeptDraft({
    draft,
    keptAt,
    document,
    text: written.unread,
    version,
    unsaved,
  });
  const lift = useUnsavedGuard({ unsaved, keep, discard: forget });
  const { reset, rebase } = editor;
  const saving = useSave({
    segment,
    goOnFrom: (stored) => {
      setSegment(stored);
      setVersion(stored.version);
      setRestoredAt(null);
      rebase(stored, false);
    },
    document,
    audience,
    built,
    unread: written.unread,
    dirty,
    version,
    setVersion,
    reset,
    rebase,
    lift,
    forget,
  });
  const language = writtenLanguage();
  const save = useSteady(saving.save);
  const compare = useSteady(saving.compare);
  const discard = useSteady(() => {
    setVersion(segment?.version ?? 0);
    reset(segment);
    written.setTyped(null);
    setRestoredAt(null);
  });
  const setName = useSteady((name: string) => set({ name: { ...document.name, [language]: name } }, 'name'));

  useHotkeys(
    [
      ['mod+Z', editor.undo],
      ['mod+Y', editor.redo],
      ['mod+shift+Z', editor.redo],
    ],
    [],
  );
  // In the text too, where the browser would offer to save the page.
  useHotkeys([['mod+S', ({ repeat }) => repeat || saving.save(saving.active)]], [], true);

  const changeRoot = useCallback(
    (apply: (root: GroupDraft) => GroupDraft, field: string | null = null) =>
      change((before) => {
        const root = apply(before.root);
        return root === before.root ? before : { ...before, root };
      }, field),
    [change],
  );
  const wording = useWording(document.subject, built.criteria);
  const text = useMemo(
    () => (built.criteria === null ? null : `${sentence(built.criteria, wording)}.`),
    [built.criteria, wording],
  );
  const { site } = useSite();
  const faults = live.faults.length > 0 ? live.faults : check.data?.valid === false ? check.data.errors : saving.faults;
  const explained = person === null ? null : (explanation.data?.explanation ?? null);
  const facts = useMemo(
    () => factsOf({ built, faults, findings, explanation: explained, counts: live.counts, timeZone: site.timeZone }),
    [built, faults, findings, explained, live.counts, site.timeZone],
  );

  return (
    <>
      <VisuallyHidden component="h1">
        {segment === null ? t('page.new') : t('page.edit', { name: localName(document.name) })}
      </VisuallyHidden>
      {saving.dialog}
      <EditorHead
        name={document.name[language] ?? ''}
        otherName={localName(document.name)}
        setName={setName}
        nameFault={saving.nameFault}
        cancelTo={segment === null ? '/segments' : `/segments/${segment.id}`}
        canUndo={editor.canUndo}
        canRedo={editor.canRedo}
        undo={editor.undo}
        redo={editor.redo}
        dirty={dirty}
        active={saving.active}
        saving={saving.busy}
        save={save}
      />
      <ConditionTree
        root={document.root}
        editing={editing}
        subject={document.subject}
        facts={facts}
        everyone={live.answer?.everyone.total ?? null}
        changeRoot={changeRoot}
      >
        <div className={classes.columns}>
          <aside className={`${classes.side} ${classes.paletteSide}`} aria-label={t('palette.title')}>
            <Paper p="sm" className={classes.palette}>
              <Palette scope={scope} />
            </Paper>
          </aside>
          <Stack gap="md" miw={0} data-counts={live.state !== 'settled' || unread ? 'before' : undefined}>
            {segment === null && proposed === null && !unsaved && <DraftOffers own={draft} />}
            <Sentence text={text} subject={document.subject} empty={empty} stale={unread} />
            <Notices
              segment={segment}
              version={version}
              restoredAt={unsaved ? restoredAt : null}
              inOtherTab={inOtherTab}
              discard={discard}
              compare={compare}
            />
            <PaletteDrawer scope={scope} />
            <SubjectChoice
              subject={document.subject}
              open={segment === null && empty}
              // Who was named before is none of the others.
              set={(subject) => set({ subject, includes: [], excludes: [] })}
            />
            <ConditionsView document={document} built={built} scope={scope} set={set} written={written} />
            <Details
              document={document}
              set={set}
              check={check.data}
              keyFault={saving.keyFault}
              scheduleFault={saving.scheduleFault}
              costly={findings.some(({ code }) => code === 'costly')}
              isNew={segment === null}
            />
          </Stack>
          <aside className={classes.side} aria-label={t('answer.title')} id="live-answer">
            <AnswerPanel
              live={live}
              waits={unread ? t('answer.unread') : unfinishedWords(document.root, built.unfinished)}
              empty={empty}
              person={person}
              setPerson={setPerson}
              audience={audience}
              subject={document.subject}
              against={editing}
            />
          </aside>
        </div>
        <CountBar live={live} empty={empty} unread={unread} />
      </ConditionTree>
    </>
  );
}
