import { isGroupKind, pathOf, scopeOf } from '@kindred/criteria';
import { ActionIcon, NativeSelect, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconLetterCase } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import { CompareMore } from './CompareMore.js';
import { carryValue, kindFor } from './comparison-draft.js';
import { useTree } from './context.js';
import type { PropertyDraft } from './draft.js';
import { choiceOf, comparesText, holdsDates, operatorChoices, shapeOf } from './operators.js';
import { PropertyPicker } from './PropertyPicker.js';
import classes from './tree.module.css';
import { ValueInput } from './ValueInput.js';
import { type PaletteScope, useGuessedType, usePropertyOf } from './vocabulary.js';

/** "Plan is one of gold, silver". */
export function PropertyCondition({ node, scope }: { node: PropertyDraft; scope: PaletteScope }) {
  const t = translator('editor');
  const tree = useTree();
  const { label: own, owner, property } = usePropertyOf(node.property);
  const whose = tellsOwner(own, owner) || isOfSubject(scope, node.property) ? null : owner;
  const label = whose === null ? own : t('pick.ofOwner', { owner: whose, name: own });
  const event = scope.of === 'event' ? scope.event : null;
  const guessed = useGuessedType(node.property, event, event !== null);
  const counted = node.of === 'size';
  const type = counted ? 'number' : (property?.type ?? guessed);
  const present = choiceOf(type, node.operator, node.negated);
  const { usual, others } = operatorChoices({
    property: node.property,
    type,
    usual: property?.operators ?? null,
    of: node.of,
    insideEvent: event !== null,
    present: node,
  });
  // Dates may come as text; what is asked of it tells.
  const asked = [...(property?.operators ?? []), node.operator];
  const comparesDates = type === 'text' && asked.some((each) => shapeOf(each) === 'span' || holdsDates(each, null));
  const family = property?.id.endsWith('.') ? property.id : null;
  const items = (choices: typeof usual) => choices.map((each) => ({ value: each.id, label: each.label }));

  return (
    <>
      {counted && <span className={classes.word}>{t('compare.sizeOf')}</span>}
      <PropertyPicker
        scope={scope}
        only="property"
        onPick={(item) => {
          const made = item.make();
          if (made.kind === 'property' && made.property !== node.property) tree.replace({ ...made, id: node.id });
        }}
      >
        <UnstyledButton
          className={classes.subject}
          title={node.property}
          aria-label={t('pick.propertyIs', { name: whose === null ? own : `${whose} ${own}` })}
        >
          {whose !== null && <span className={classes.owner}>{`${whose} `}</span>}
          <span className="one-line">{own}</span>
        </UnstyledButton>
      </PropertyPicker>
      {family !== null && (
        <TextInput
          aria-label={t('pick.nameOf', { label })}
          placeholder={t('pick.name')}
          w={130}
          value={node.property.slice(family.length)}
          onChange={(event) =>
            tree.replace({ ...node, property: family + event.currentTarget.value.trim() }, `family:${node.id}`)
          }
        />
      )}
      <NativeSelect
        aria-label={t('compare.how', { label })}
        w="auto"
        maw={230}
        value={present.id}
        data={
          others.length === 0
            ? items(usual)
            : [
                { group: t('compare.usual'), items: items(usual) },
                { group: t('compare.others'), items: items(others) },
              ]
        }
        onChange={(event) => {
          const choice = [...usual, ...others].find((each) => each.id === event.currentTarget.value);
          if (choice === undefined) return;
          const { operator, negated } = choice;
          const as = kindFor(operator, comparesDates ? 'date' : type, node.as);
          tree.replace({
            ...node,
            operator,
            negated,
            as,
            value: operator === node.operator ? node.value : carryValue(node.value, operator, as),
            exactCase: node.exactCase && comparesText(operator),
          });
        }}
      />
      <div className={classes.operand}>
        <ValueInput
          node={node}
          type={type}
          known={counted ? null : property}
          event={event}
          name={t('value.of', { label })}
          set={(value) => tree.replace({ ...node, value }, `value:${node.id}`)}
        />
        {(type === 'text' || type === 'textList') &&
          comparesText(node.operator) &&
          node.as === null &&
          !Array.isArray(property?.values) && (
            <Tooltip label={t(node.exactCase ? 'compare.exact' : 'compare.folded')}>
              <ActionIcon
                size={34}
                aria-label={t('compare.exactCase')}
                aria-pressed={node.exactCase}
                variant={node.exactCase ? 'light' : 'subtle'}
                color={node.exactCase ? 'pine' : 'gray'}
                onClick={() => tree.replace({ ...node, exactCase: !node.exactCase })}
              >
                <IconLetterCase size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        {mayBeMany(node.property) && (
          <CompareMore
            draft={node}
            set={(next) => tree.replace(next)}
            {...(countsValues(node.property) ? { size: { chosen: counted, choose: (size) => chooseSize(size) } } : {})}
          />
        )}
      </div>
    </>
  );

  function chooseSize(size: boolean): void {
    if (size === counted) return;
    const operator = size ? 'atLeast' : 'known';
    const plain = { exactCase: false, as: null, quantifier: 'any' } as const;
    tree.replace({ ...node, ...plain, of: size ? 'size' : 'values', operator, value: size ? 1 : null });
  }
}

/** Most of what is known of a visit, and of the profile itself, is one value of one kind. */
function mayBeMany(property: string): boolean {
  return scopeOf(property) !== 'profile';
}

/** Values are not counted across groups, but the groups are. */
function countsValues(property: string): boolean {
  const scope = scopeOf(property);
  return scope === null || !isGroupKind(scope) || pathOf(property) === 'id';
}

/** Whether a label says by itself whose property it is: "Organization id". */
function tellsOwner(label: string, owner: string | null): boolean {
  return owner !== null && label.toLowerCase().includes(owner.toLowerCase());
}

/** Where all conditions are about accounts, an account's properties are their own. */
function isOfSubject(scope: PaletteScope, property: string): boolean {
  return scope.of === 'account' && scopeOf(property) === 'account';
}
