import { IconGripVertical, IconVolumeOff } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { VerdictMark } from '../explain/VerdictMark.js';
import { translator } from '../language/translator.js';
import { AnyVisit } from './AnyVisit.js';
import { BucketCondition } from './BucketCondition.js';
import { useFacts, useTree } from './context.js';
import type { ConditionDraft } from './draft.js';
import { EventCondition } from './EventCondition.js';
import { NodeCountBadge } from './NodeCountBadge.js';
import { PeopleCondition } from './PeopleCondition.js';
import { Problems, problemsId } from './Problems.js';
import { PropertyCondition } from './PropertyCondition.js';
import { RowButtons } from './RowButtons.js';
import { RowNote } from './RowNote.js';
import { SegmentCondition } from './SegmentCondition.js';
import { SequenceCondition } from './SequenceCondition.js';
import { SequenceSteps } from './SequenceSteps.js';
import { mute } from './tree.js';
import classes from './tree.module.css';
import { useDropRow } from './useDropRow.js';
import { useMoveKeys } from './useMoveKeys.js';
import type { PaletteScope } from './vocabulary.js';
import { WithBelow } from './WithBelow.js';
import { WrittenCondition } from './WrittenCondition.js';

interface ConditionRowProps {
  readonly node: ConditionDraft;
  readonly scope: PaletteScope;
  /** Whether what is left after it says something: in an "all of". */
  readonly after: boolean;
}

/** One condition: its words, its count, its menu, and whatever is wrong with it. Drawn only when it changes itself. */
export const ConditionRow = memo(function ConditionRow({ node, scope, after }: ConditionRowProps) {
  const t = translator('editor');
  const { problems, verdict } = useFacts(node.id);
  const row = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const { drop, dragging } = useDropRow({ id: node.id, group: false, row, handle });
  const severity = problems.some((problem) => problem.severity === 'fault') ? 'fault' : problems[0]?.severity;

  const onKeyDown = useMoveKeys(node.id, row);

  return (
    <div
      ref={row}
      className={classes.condition}
      id={node.id}
      tabIndex={-1}
      data-severity={severity}
      data-drop={drop}
      data-dragging={dragging || undefined}
      data-muted={node.muted || undefined}
      data-verdict={verdict === null ? undefined : String(verdict.matches)}
      aria-describedby={problems.length > 0 ? problemsId(node.id) : undefined}
      data-row
      onKeyDownCapture={onKeyDown}
    >
      <div className={classes.line}>
        <span className={classes.grip} ref={handle} title={t('row.drag')} aria-hidden>
          <IconGripVertical size={15} />
        </span>
        {verdict !== null && (
          <div style={{ paddingTop: 7 }}>
            <VerdictMark matches={verdict.matches} />
          </div>
        )}
        <div className={classes.words}>
          {node.kind === 'property' && <PropertyCondition node={node} scope={scope} />}
          {node.kind === 'event' && <EventCondition node={node} />}
          {node.kind === 'sequence' && <SequenceCondition node={node} />}
          {node.kind === 'bucket' && <BucketCondition node={node} />}
          {node.kind === 'people' && <PeopleCondition node={node} />}
          {node.kind === 'segment' && <SegmentCondition node={node} scope={scope} />}
          {node.kind === 'written' && <WrittenCondition node={node} scope={scope} />}
        </div>
        <NodeCountBadge id={node.id} after={after} />
        <RowButtons id={node.id} of="condition" />
      </div>
      {node.kind === 'event' && <EventCondition.Where node={node} />}
      {node.kind === 'sequence' && <SequenceSteps node={node} />}
      {node.kind === 'people' && <PeopleCondition.Each node={node} />}
      {verdict?.found != null && (
        <p className={classes.found}>
          {t('test.found')} <strong className="wrap-anywhere">{verdict.found}</strong>
        </p>
      )}
      {node.muted === true && <MutedNote id={node.id} />}
      <Problems id={node.id} />
      {node.kind === 'property' && <AnyVisit node={node} />}
      {node.kind === 'property' && <WithBelow node={node} />}
    </div>
  );
});

/** Says that a node takes no part, with the way back. */
export function MutedNote({ id }: { id: string }) {
  const t = translator('editor');
  const { changeRoot } = useTree();
  return (
    <RowNote
      icon={IconVolumeOff}
      says={t('row.muted')}
      offers={t('menu.unmute')}
      take={() => changeRoot((root) => mute(root, id, false))}
    />
  );
}
