import { Group, Text, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { translator } from '../../language/translator.js';
import { formatCount } from '../../shell/format.js';
import { type Choice, isInTree, type TreeChoice } from './choice.js';
import classes from './choices.module.css';

interface ChoiceLineProps {
  readonly choice: Choice | TreeChoice;
  toggle?(value: string, open: boolean): void;
}

/** A choice with how many have it; in a tree as far in as it stands, with a mark that shows what is below. */
export function ChoiceLine({ choice, toggle }: ChoiceLineProps) {
  const { label, detail, count } = choice;
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap" w="100%">
      <Group gap={4} wrap="nowrap" miw={0}>
        {isInTree(choice) && <Branch choice={choice} {...(toggle === undefined ? {} : { toggle })} />}
        <div style={{ minWidth: 0 }}>
          <Text size="sm" className="one-line" component="div">
            {label}
          </Text>
          {detail !== null && (
            <Text size="xs" className={`one-line ${classes.aside ?? ''}`} component="div">
              {detail}
            </Text>
          )}
        </div>
      </Group>
      {count !== null && (
        <Text size="xs" className={classes.aside ?? ''}>
          {formatCount(count)}
        </Text>
      )}
    </Group>
  );
}

function Branch({ choice, toggle }: { choice: TreeChoice; toggle?: ChoiceLineProps['toggle'] }) {
  const { depth, expanded, value, label } = choice;
  const t = translator('editor');
  const Glyph = expanded === true ? IconChevronDown : IconChevronRight;
  return (
    <>
      <span style={{ flex: 'none', width: depth * 16 }} />
      {expanded === null ? (
        <span className={classes.mark} />
      ) : (
        // A list of choices has no buttons in it: by keyboard the arrow keys do the same.
        <span
          className={classes.mark}
          data-testid={`branch-${value}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => {
            event.stopPropagation();
            toggle?.(value, !expanded);
          }}
          aria-hidden
        >
          <Glyph size={15} />
        </span>
      )}
      {expanded !== null && (
        <VisuallyHidden>{t(expanded ? 'choices.isOpen' : 'choices.isClosed', { name: label })}</VisuallyHidden>
      )}
    </>
  );
}
