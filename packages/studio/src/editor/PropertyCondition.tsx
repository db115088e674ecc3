import { ActionIcon, NativeSelect, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { IconLetterCase } from '@tabler/icons-react';
import { useTree } from './context.js';
import type { PropertyDraft } from './draft.js';
import { carryValue, choiceOf, comparesText, operatorChoices, shapeOf } from './operators.js';
import { PropertyPicker } from './PropertyPicker.js';
import classes from './tree.module.css';
import { ValueInput } from './ValueInput.js';
import { type PaletteScope, useGuessedType, usePropertyOf } from './vocabulary.js';

/** "Plan is one of gold, silver". */
export function PropertyCondition({ node, scope }: { node: PropertyDraft; scope: PaletteScope }) {
  const tree = useTree();
  const { label, property } = usePropertyOf(node.property);
  const guessed = useGuessedType(node.property, scope.of === 'event' ? scope.event : null, scope.of === 'event');
  const type = property?.type ?? guessed;
  const present = choiceOf(type, node.operator, node.negated);
  // Of an event's property the type is only guessed, so what the guess leaves out is offered too.
  const allowed = property?.operators ?? (scope.of === 'event' && type === 'text' ? everyOperator : null);
  const choices = operatorChoices(type, allowed, node);
  const family = property?.id.endsWith('.') ? property.id : null;

  return (
    <>
      <PropertyPicker
        scope={scope}
        only="property"
        onPick={(item) => {
          const made = item.make();
          if (made.kind === 'property' && made.property !== node.property) tree.replace({ ...made, id: node.id });
        }}
      >
        <UnstyledButton className={classes.subject} title={node.property} aria-label={`Property ${label}. Change`}>
          <span className="one-line">{label}</span>
        </UnstyledButton>
      </PropertyPicker>
      {family !== null && (
        <TextInput
          aria-label={`Name of the ${label}`}
          placeholder="name"
          w={130}
          value={node.property.slice(family.length)}
          onChange={(event) =>
            tree.replace({ ...node, property: family + event.currentTarget.value.trim() }, `family:${node.id}`)
          }
        />
      )}
      <NativeSelect
        aria-label={`How ${label} is compared`}
        w="auto"
        value={present.id}
        data={choices.map((choice) => ({ value: choice.id, label: choice.label }))}
        onChange={(event) => {
          const choice = choices.find((each) => each.id === event.currentTarget.value);
          if (choice === undefined) return;
          tree.replace({
            ...node,
            operator: choice.operator,
            negated: choice.negated,
            value: carryValue(node.value, choice.operator),
            exactCase: node.exactCase && comparesText(choice.operator),
          });
        }}
      />
      <div className={classes.operand}>
        {shapeOf(node.operator) !== 'none' && (
          <ValueInput
            node={node}
            type={type}
            known={property}
            event={scope.of === 'event' ? scope.event : null}
            label={label}
          />
        )}
        {(type === 'text' || type === 'textList') &&
          comparesText(node.operator) &&
          !Array.isArray(property?.values) && (
            <Tooltip
              label={node.exactCase ? 'Compares letters exactly' : 'Takes capital and small letters as the same'}
            >
              <ActionIcon
                size={34}
                aria-label="Exact case"
                aria-pressed={node.exactCase}
                variant={node.exactCase ? 'light' : 'subtle'}
                color={node.exactCase ? 'pine' : 'gray'}
                onClick={() => tree.replace({ ...node, exactCase: !node.exactCase })}
              >
                <IconLetterCase size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
      </div>
    </>
  );
}

const everyOperator = [
  'equals',
  'oneOf',
  'contains',
  'startsWith',
  'endsWith',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'between',
  'before',
  'after',
  'known',
] as const;
