import { UnstyledButton } from '@mantine/core';
import { translator } from '../language/translator.js';
import { PropertyPicker } from './PropertyPicker.js';
import classes from './tree.module.css';
import { usePropertyOf } from './vocabulary.js';

interface EventPropertyProps {
  readonly event: string;
  /** Empty where none is chosen yet. */
  readonly property: string;
  set(property: string): void;
}

/** A property of an event, by name. */
export function EventProperty({ event, property, set }: EventPropertyProps) {
  const t = translator('editor');
  const { label } = usePropertyOf(property);
  const name = property === '' ? t('pick.property') : label;
  return (
    <PropertyPicker
      scope={{ of: 'event', event }}
      only="property"
      onPick={(item) => {
        const made = item.make();
        if (made.kind === 'property') set(made.property);
      }}
    >
      <UnstyledButton className={classes.subject} title={property} aria-label={t('pick.propertyIs', { name })}>
        <span className="one-line">{name}</span>
      </UnstyledButton>
    </PropertyPicker>
  );
}
