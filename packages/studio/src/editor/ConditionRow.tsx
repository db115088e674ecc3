import type { KeyboardEvent } from 'react';
import { VerdictMark } from '../explain/VerdictMark.js';
import { BucketCondition } from './BucketCondition.js';
import { useTree } from './context.js';
import type { ConditionDraft } from './draft.js';
import { EventCondition } from './EventCondition.js';
import { PeopleCondition } from './PeopleCondition.js';
import { Problems, problemsId } from './Problems.js';
import { PropertyCondition } from './PropertyCondition.js';
import { RowMenu } from './RowMenu.js';
import { SegmentCondition } from './SegmentCondition.js';
import { SequenceCondition } from './SequenceCondition.js';
import { SequenceSteps } from './SequenceSteps.js';
import { shift } from './tree.js';
import classes from './tree.module.css';
import type { PaletteScope } from './vocabulary.js';
import { WrittenCondition } from './WrittenCondition.js';

/** One condition: its words, its menu, and whatever is wrong with it. */
export function ConditionRow({ node, scope }: { node: ConditionDraft; scope: PaletteScope }) {
  const tree = useTree();
  const problems = tree.problems.get(node.id) ?? [];
  const severity = problems.some((problem) => problem.severity === 'fault') ? 'fault' : problems[0]?.severity;
  const verdict = tree.verdicts?.get(node.id);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    tree.changeRoot((root) => shift(root, node.id, event.key === 'ArrowUp' ? 'up' : 'down'));
    tree.focus(node.id);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Alt+arrows move the row from any of its inputs; the menu offers the same
    <div
      className={classes.condition}
      id={node.id}
      tabIndex={-1}
      data-severity={severity}
      aria-describedby={problems.length > 0 ? problemsId(node.id) : undefined}
      onKeyDown={onKeyDown}
    >
      <div className={classes.line}>
        {verdict !== undefined && (
          <div style={{ paddingTop: 7 }}>
            <VerdictMark matches={verdict} />
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
        <RowMenu node={node} name="condition" movable />
      </div>
      {node.kind === 'event' && <EventCondition.Where node={node} />}
      {node.kind === 'sequence' && <SequenceSteps node={node} />}
      {node.kind === 'people' && <PeopleCondition.Each node={node} />}
      <Problems id={node.id} />
    </div>
  );
}
