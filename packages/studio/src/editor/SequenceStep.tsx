import { ActionIcon, Button, Menu, NativeSelect, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconBan, IconDotsVertical, IconTrash, IconX } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import type { MatchDraft, SequenceDraft, StepDraft } from './draft.js';
import { AddWhere, EventName } from './EventMatchInput.js';
import { EventProperty } from './EventProperty.js';
import { GroupCard } from './GroupCard.js';
import { PropertyPicker } from './PropertyPicker.js';
import classes from './sequence.module.css';
import { changeStep, mostSteps, newMatch, raiseStep, removeStep } from './sequence-draft.js';
import tree from './tree.module.css';
import { useEventScope } from './vocabulary.js';

interface SequenceStepProps {
  readonly node: SequenceDraft;
  readonly step: StepDraft;
  readonly index: number;
}

/** One event of a sequence, with what must not come before it. */
export function SequenceStep({ node, step, index }: SequenceStepProps) {
  const t = translator('editor');
  const { replace, editing } = useTree();
  const scope = useEventScope(step.event);
  const { steps, same } = node;
  const last = index === steps.length - 1;
  const set = (next: StepDraft) => replace(changeStep(node, index, next));
  return (
    <li className={classes.step} id={step.id} tabIndex={-1} aria-label={t('sequence.step', { number: index + 1 })}>
      {index > 0 && !step.absent && (
        <div className={classes.between}>
          {step.without.map((match) => (
            <Without
              key={match.id}
              match={match}
              set={(next) => set({ ...step, without: step.without.map((each) => (each === match ? next : each)) })}
              remove={() => set({ ...step, without: step.without.filter((each) => each !== match) })}
            />
          ))}
          {step.without.length < mostSteps && (
            <PropertyPicker
              scope={{ of: 'visitor', editing }}
              only="event"
              onPick={(item) => {
                const made = item.make();
                if (made.kind === 'event') set({ ...step, without: [...step.without, newMatch(made.event)] });
              }}
            >
              <Button variant="subtle" size="compact-xs" color="gray" leftSection={<IconBan size={13} aria-hidden />}>
                {t(step.without.length === 0 ? 'sequence.notBetween' : 'sequence.nor')}
              </Button>
            </PropertyPicker>
          )}
        </div>
      )}
      <div className={classes.event} data-absent={step.absent || undefined}>
        <span className={classes.dot} aria-hidden>
          {index + 1}
        </span>
        <div className={tree.words}>
          {last ? (
            <NativeSelect
              aria-label={t('sequence.comes')}
              w="auto"
              value={step.absent ? 'absent' : 'then'}
              data={[
                { value: 'then', label: t('sequence.next') },
                { value: 'absent', label: t('sequence.never') },
              ]}
              onChange={(event) => {
                const absent = event.currentTarget.value === 'absent';
                const changed = changeStep(node, index, { ...step, absent });
                replace(absent && node.within === null ? { ...changed, within: { amount: 7, unit: 'days' } } : changed);
              }}
            />
          ) : (
            <span className={tree.word}>{t(index === 0 ? 'sequence.first' : 'sequence.next')}</span>
          )}
          <EventName event={step.event} setEvent={(event) => set({ ...step, event })} />
          {same !== null && typeof same !== 'string' && (
            <>
              <span className={tree.word}>{t('sequence.linkedBy')}</span>
              <EventProperty
                event={step.event}
                property={same[index] ?? ''}
                set={(property) => replace({ ...node, same: same.with(index, property) })}
              />
            </>
          )}
          <AddWhere event={step.event} where={step.where} setWhere={(where) => set({ ...step, where })} />
        </div>
        <StepMenu node={node} index={index} />
      </div>
      {step.where !== null && (
        <div className={classes.where}>
          <GroupCard group={step.where} scope={scope} outermost />
        </div>
      )}
    </li>
  );
}

/** "not Order Cancelled in between". */
function Without({ match, set, remove }: { match: MatchDraft; set(match: MatchDraft): void; remove(): void }) {
  const t = translator('editor');
  const scope = useEventScope(match.event);
  return (
    <div className={classes.without}>
      <div className={tree.words}>
        <span className={tree.word}>{t('sequence.not')}</span>
        <EventName event={match.event} setEvent={(event) => set({ ...match, event })} />
        <span className={tree.word}>{t('sequence.between')}</span>
        <AddWhere event={match.event} where={match.where} setWhere={(where) => set({ ...match, where })} />
        <Tooltip label={t('sequence.let')}>
          <ActionIcon aria-label={t('sequence.letEvent', { event: match.event })} onClick={remove}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      {match.where !== null && <GroupCard group={match.where} scope={scope} outermost />}
    </div>
  );
}

/** What can be done with a step as a whole. */
function StepMenu({ node, index }: { node: SequenceDraft; index: number }) {
  const t = translator('editor');
  const { replace, focus } = useTree();
  const { steps } = node;
  const move = (lower: number) => {
    replace(raiseStep(node, lower));
    focus(steps[index]?.id ?? node.id);
  };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={t('sequence.more', { number: index + 1 })} title={t('sequence.moreTitle')}>
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={16} aria-hidden />}
          disabled={index === 0}
          onClick={() => move(index)}
        >
          {t('sequence.earlier')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} aria-hidden />}
          disabled={index === steps.length - 1}
          onClick={() => move(index + 1)}
        >
          {t('sequence.later')}
        </Menu.Item>
        <Menu.Item
          c="var(--k-brick-ink)"
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={steps.length <= 2}
          onClick={() => {
            replace(removeStep(node, index));
            focus(node.id);
          }}
        >
          {t('sequence.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
