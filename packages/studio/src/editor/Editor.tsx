import { sentence } from '@kindred/criteria';
import { Box, Button, Drawer, Paper, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useContext, useId, useMemo, useState } from 'react';
import { useSegmentNames } from '../api/segments.js';
import { useSite } from '../api/session.js';
import type { Audience, Segment } from '../api/types.js';
import type { ProposedSegment } from '../segments/proposed.js';
import { localName } from '../shell/format.js';
import { useUnsavedGuard } from '../shell/guard.js';
import { AnswerPanel } from './AnswerPanel.js';
import { ConditionTree } from './ConditionTree.js';
import { CountBar } from './CountBar.js';
import { EditorView, useTree } from './context.js';
import { criteriaOf } from './criteria-draft.js';
import { Details } from './Details.js';
import type { GroupDraft } from './draft.js';
import { EditorHead } from './EditorHead.js';
import { Exclusion } from './Exclusion.js';
import classes from './editor.module.css';
import { exclusionOf } from './exclusion.js';
import { factsOf } from './facts-of-tree.js';
import { GroupCard } from './GroupCard.js';
import { PaletteList } from './PaletteList.js';
import { SubjectChoice } from './SubjectChoice.js';
import { useEditor } from './useEditor.js';
import { useFindings } from './useFindings.js';
import { useCriteriaCheck, usePreview, usePreviewExplanation } from './usePreview.js';
import { useSave } from './useSave.js';
import type { PaletteScope } from './vocabulary.js';

interface EditorProps {
  /** The segment as it was opened; null for a new one. */
  readonly segment: Segment | null;
  /** What a new one begins with. */
  readonly proposed?: ProposedSegment | null;
  reload(): Promise<Segment | null>;
}

/** Palette, conditions and the live answer, side by side. */
export function Editor({ segment, proposed = null, reload }: EditorProps) {
  const editor = useEditor(segment, proposed);
  const { document, dirty, change, set } = editor;
  const editorId = useId();
  const [person, setPerson] = useState<string | null>(null);
  const names = useSegmentNames();

  const built = useMemo(() => criteriaOf(document.root), [document.root]);
  const empty = document.root.of.length === 0;
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

  const live = usePreview({ audience, paths: built.paths, editor: editorId, against: segment?.id ?? null });
  const findings = useFindings(built.criteria, segment?.id ?? null, document.subject);
  const check = useCriteriaCheck(live.audience?.criteria ?? built.criteria, segment?.id ?? null, document.subject);
  const explanation = usePreviewExplanation(audience, person);
  const lift = useUnsavedGuard(dirty);
  const saving = useSave({ segment, document, audience, built, reset: editor.reset, reload, lift });

  useHotkeys(
    [
      ['mod+Z', editor.undo],
      ['mod+Y', editor.redo],
      ['mod+shift+Z', editor.redo],
    ],
    [],
  );
  useHotkeys([['mod+S', () => saving.save(saving.active)]], []);

  const changeRoot = useCallback(
    (apply: (root: GroupDraft) => GroupDraft, field: string | null = null) =>
      change((before) => {
        const root = apply(before.root);
        return root === before.root ? before : { ...before, root };
      }, field),
    [change],
  );
  const text = useMemo(() => {
    if (built.criteria === null) return null;
    const name = (id: string) => {
      const found = names.data?.find((each) => each.id === id);
      return found === undefined ? undefined : localName(found.name);
    };
    return `${sentence(built.criteria, { subject: document.subject, segmentName: name })}.`;
  }, [built.criteria, document.subject, names.data]);
  const { site } = useSite();
  const faults = live.faults.length > 0 ? live.faults : check.data?.valid === false ? check.data.errors : saving.faults;
  const explained = person === null ? null : (explanation.data?.explanation ?? null);
  const facts = useMemo(
    () => factsOf({ built, faults, findings, explanation: explained, counts: live.counts, timeZone: site.timeZone }),
    [built, faults, findings, explained, live.counts, site.timeZone],
  );
  const exclusion = exclusionOf(document.root);

  return (
    <>
      <VisuallyHidden component="h1">{segment === null ? 'New segment' : `Edit ${document.name}`}</VisuallyHidden>
      <EditorHead
        name={document.name}
        setName={(name) => set({ name }, 'name')}
        nameFault={saving.nameFault}
        cancelTo={segment === null ? '/segments' : `/segments/${segment.id}`}
        {...editor}
        active={saving.active}
        saving={saving.busy}
        save={saving.save}
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
          <aside className={`${classes.side} ${classes.paletteSide}`} aria-label="Palette">
            <Paper p="sm" className={classes.palette}>
              <Palette scope={scope} />
            </Paper>
          </aside>
          <Stack gap="md" miw={0}>
            <Text className={classes.sentence} data-quiet={text === null || undefined} size="md" component="p" m={0}>
              {text ??
                (empty
                  ? 'Nobody yet: a segment needs at least one condition.'
                  : 'Finish the marked conditions to read this as a sentence.')}
            </Text>
            <PaletteDrawer scope={scope} />
            <SubjectChoice
              subject={document.subject}
              open={segment === null && empty}
              set={(subject) => set({ subject })}
            />
            <GroupCard group={document.root} scope={scope} outermost apart={exclusion?.id ?? null} />
            <Exclusion root={document.root} scope={scope} />
            <Details
              document={document}
              set={set}
              check={check.data}
              keyFault={saving.keyFault}
              isNew={segment === null}
            />
          </Stack>
          <aside className={classes.side} aria-label="Live answer" id="live-answer">
            <AnswerPanel
              live={live}
              unfinished={built.unfinished.size}
              empty={empty}
              person={person}
              setPerson={setPerson}
              audience={audience}
              against={editing}
            />
          </aside>
        </div>
        <CountBar live={live} empty={empty} />
      </ConditionTree>
    </>
  );
}

/** Adds to the group that was worked on last. */
function Palette({ scope, onPicked }: { scope: PaletteScope; onPicked?: () => void }) {
  const tree = useTree();
  const { target } = useContext(EditorView);
  return (
    <PaletteList
      scope={scope}
      onPick={(item) => {
        tree.add(target, item.make());
        onPicked?.();
      }}
    />
  );
}

/** The palette on screens too narrow for it to stand at the side. */
function PaletteDrawer({ scope }: { scope: PaletteScope }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Box className={classes.paletteButton}>
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        Choose from the palette
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        title="Palette"
        size="sm"
        closeButtonProps={{ 'aria-label': 'Close the palette' }}
      >
        <Box h="calc(100dvh - 90px)">
          <Palette scope={scope} onPicked={close} />
        </Box>
      </Drawer>
    </Box>
  );
}
