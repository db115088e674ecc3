import { Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { translator } from '../language/translator.js';
import type { BuiltCriteria } from './criteria-draft.js';
import { Exclusion } from './Exclusion.js';
import { exclusionOf } from './exclusion.js';
import { GroupCard } from './GroupCard.js';
import { notesOf } from './notes.js';
import { draftOf } from './opened-draft.js';
import { TextPanel } from './text/TextPanel.js';
import type { WrittenText } from './text/useWrittenText.js';
import type { SegmentDraftDocument } from './useEditor.js';
import type { PaletteScope } from './vocabulary.js';

interface ConditionsViewProps {
  readonly document: SegmentDraftDocument;
  readonly built: BuiltCriteria;
  readonly scope: PaletteScope;
  set(part: Partial<SegmentDraftDocument>, field?: string | null): void;
  readonly written: WrittenText;
}

/** The conditions, to be put together or to be written: two ways into one and the same draft. */
export function ConditionsView({ document, built, scope, set, written }: ConditionsViewProps) {
  const t = translator('editor');
  const [view, setView] = useState<'builder' | 'text'>(written.unread === null ? 'builder' : 'text');
  const { root, subject } = document;
  return (
    <>
      <Group justify="flex-end">
        <SegmentedControl
          size="xs"
          transitionDuration={0}
          aria-label={t('view.label')}
          value={view}
          onChange={(value) => {
            // What could be read is in the conditions; the text is written anew from what becomes of them.
            written.setTyped(null);
            setView(value === 'text' ? 'text' : 'builder');
          }}
          data={[
            { value: 'builder', label: t('view.builder'), disabled: written.unread !== null },
            { value: 'text', label: t('view.text') },
          ]}
        />
      </Group>
      {view === 'text' ? (
        <TextPanel
          criteria={built.criteria}
          empty={root.of.length === 0}
          subject={subject}
          more={notesOf(root).notes !== null}
          written={written}
          setCriteria={(criteria) => set({ root: { ...draftOf(criteria), id: root.id } }, 'text')}
        />
      ) : (
        <>
          <GroupCard group={root} scope={scope} outermost apart={exclusionOf(root)?.id ?? null} />
          <Exclusion root={root} scope={scope} />
        </>
      )}
    </>
  );
}
