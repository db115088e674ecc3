import type { Operator, Scalar } from '@kindred/criteria';
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Property, PropertyType } from '../api/types.js';
import { translator } from '../language/translator.js';
import { NumberField } from '../shell/NumberField.js';
import { CircleInput } from './CircleInput.js';
import { NamedValues, namedValues } from './choices/NamedValues.js';
import {
  type ComparisonDraft,
  comparisonOf,
  type DraftValue,
  isCircle,
  isDays,
  isList,
  isSpan,
  missingInComparison,
} from './comparison-draft.js';
import { useFacts } from './context.js';
import { DateInput, DateMeaning, DaysInput, SpanInput } from './DateInputs.js';
import { NumberHistogram } from './NumberHistogram.js';
import { holdsDates, shapeOf } from './operators.js';
import { problemsId } from './Problems.js';
import { ListInput, TextValueInput } from './TextValueInput.js';
import classes from './tree.module.css';

export interface ValueInputProps {
  /** The condition that the value is of. */
  readonly node: ComparisonDraft & { readonly id: string; readonly property: string };
  readonly type: PropertyType;
  readonly known: Property | null;
  readonly event: string | null;
  /** What the input is called. */
  readonly name: string;
  set(value: DraftValue): void;
}

const examples: Readonly<Record<string, string>> = { decimal: '19.99', version: '2.10.0', duration: 'PT1H30M' };

/** The operand of a comparison, as its operator and the property's type want it. */
export function ValueInput(props: ValueInputProps) {
  const [touched, setTouched] = useState(false);
  const { node, type, known, event, set } = props;
  const { operator, as, value } = node;
  const ofNumbers = type === 'number' && as === null && (ordered.has(operator) || operator === 'equals');
  // What is known of a visit alone is stored nowhere, and of a size there is no property of that name.
  const stored = ofNumbers && node.property !== '' && (event !== null || known?.requestTime === false);
  return (
    <>
      <Operand {...props} onFocus={() => setTouched(true)} />
      {stored && touched && (
        <NumberHistogram
          property={node.property}
          event={event}
          satisfies={satisfiesOf(operator, value)}
          pick={(number) => set(operator === 'between' ? pickedEnd(value, number) : number)}
        />
      )}
    </>
  );
}

/** Whether a number satisfies what is asked; null while nothing is. */
function satisfiesOf(operator: Operator, value: DraftValue): ((number: number) => boolean) | null {
  if (operator === 'between' && isList(value)) {
    const [from, to] = value;
    return typeof from === 'number' && typeof to === 'number' ? (number) => from <= number && number <= to : null;
  }
  if (typeof value !== 'number') return null;
  if (operator === 'atLeast' || operator === 'greaterThan') return (number) => number >= value;
  return operator === 'atMost' || operator === 'lessThan' ? (number) => number <= value : null;
}

/** The end that is nearer, or the one that is not given yet, becomes the number. */
function pickedEnd(value: DraftValue, number: number): DraftValue {
  const [from = null, to = null] = isList(value) ? value : [];
  if (typeof from !== 'number') return [number, to];
  if (typeof to !== 'number') return number < from ? [number, from] : [from, number];
  return Math.abs(number - from) <= Math.abs(number - to) ? [number, to] : [from, number];
}

function Operand(props: ValueInputProps & { onFocus(): void }) {
  const t = translator('editor');
  const { node, type, name, known, event, set } = props;
  const { value, operator, as } = node;
  const { problems } = useFacts(node.id);
  const told =
    problems.length > 0
      ? {
          'aria-describedby': problemsId(node.id),
          'aria-invalid': problems.some((each) => each.severity === 'fault'),
        }
      : {};
  const described = { ...told, onFocus: props.onFocus };
  const meaning = missingInComparison(node) === null ? <DateMeaning node={comparisonOf(node)} /> : null;

  const named =
    (operator === 'equals' || operator === 'oneOf') && as === null ? namedValues(node.property, known) : null;
  if (named !== null) {
    return (
      <NamedValues
        {...{ named, event, known, name, value, set }}
        property={node.property}
        several={operator === 'oneOf'}
        described={described}
      />
    );
  }

  switch (shapeOf(operator)) {
    case 'none':
      return null;
    case 'list':
    case 'networks':
      return <ListInput {...props} />;
    case 'span':
      return (
        <>
          {isSpan(value) && <SpanInput value={value} set={set} />}
          {meaning}
        </>
      );
    case 'days':
      return (
        <>
          {isDays(value) && <DaysInput value={value} set={set} />}
          {meaning}
        </>
      );
    case 'circle':
      return isCircle(value) ? <CircleInput value={value} set={set} /> : null;
    case 'pair': {
      const [from = null, to = null] = isList(value) ? value : [];
      const end = { type, operator, as, described, short: true };
      return (
        <>
          <OneValue {...end} name={t('value.from', { name })} value={from} set={(next) => set([next, to])} />
          <span className={classes.word}>{t('amount.and')}</span>
          <OneValue {...end} name={t('value.to', { name })} value={to} set={(next) => set([from, next])} />
        </>
      );
    }
    case 'one':
      break;
  }
  const one = typeof value === 'object' ? null : value;
  if (!isOwnKind({ type, operator, as, value: one })) return <TextValueInput {...props} described={told} />;
  return (
    <>
      <OneValue type={type} operator={operator} as={as} described={described} name={name} value={one} set={set} />
      {meaning}
    </>
  );
}

type Compared = Pick<ComparisonDraft, 'operator' | 'as'> & {
  readonly type: PropertyType;
  readonly value: Scalar | null;
};

const ordered: ReadonlySet<string> = new Set(['greaterThan', 'atLeast', 'lessThan', 'atMost', 'between']);

/** Whether the value is entered as something else than any text. */
function isOwnKind({ type, operator, as, value }: Compared): boolean {
  if (as !== null || holdsDates(operator, as) || ordered.has(operator)) return true;
  if (operator !== 'equals') return false;
  if (value === null) return type === 'number' || type === 'boolean' || type === 'date';
  // A text is shown as it is, even where the property is of another type now.
  return typeof value === 'string' ? type === 'date' && /^\d{4}-\d\d-\d\d/.test(value) : type !== 'text';
}

interface OneValueProps extends Compared {
  readonly name: string;
  readonly described: object;
  readonly short?: boolean;
  set(value: Scalar | null): void;
}

function OneValue({ type, operator, as, value, name, described, short = false, set }: OneValueProps) {
  const t = translator('editor');
  if (holdsDates(operator, as) || (operator === 'equals' && type === 'date')) {
    return <DateInput name={name} value={typeof value === 'string' ? value : null} set={set} described={described} />;
  }
  if (as !== null) {
    return (
      <TextInput
        aria-label={name}
        placeholder={t('value.such', { example: examples[as] ?? '' })}
        w={short ? 130 : 160}
        value={value === null ? '' : String(value)}
        onChange={(event) => set(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        {...described}
      />
    );
  }
  if (type === 'boolean' && operator === 'equals') {
    return (
      <NativeSelect
        aria-label={name}
        w="auto"
        value={String(value ?? '')}
        data={[
          { value: '', label: t('value.choose'), disabled: true },
          { value: 'true', label: t('value.yes') },
          { value: 'false', label: t('value.no') },
        ]}
        onChange={(event) => set(event.currentTarget.value === 'true')}
        {...described}
      />
    );
  }
  return (
    <NumberField
      aria-label={name}
      placeholder={short ? name.slice(name.lastIndexOf(' ') + 1) : t('value.number')}
      width={short ? 104 : 130}
      value={typeof value === 'number' ? value : null}
      set={set}
      {...described}
    />
  );
}
