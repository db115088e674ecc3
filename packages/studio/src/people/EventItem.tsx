import { Collapse, Text, UnstyledButton } from '@mantine/core';
import {
  IconBolt,
  IconChevronDown,
  IconDeviceMobile,
  IconFileText,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { VisitorEvent } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { Snippet } from '../shell/Snippet.js';
import { describeEvent } from './event-text.js';
import classes from './people.module.css';

const glyphs = {
  page: IconFileText,
  screen: IconDeviceMobile,
  identify: IconUser,
  group: IconUsersGroup,
} as const;

/** An event in a list; it opens to show all that came with it. */
export function EventItem({ event, who }: { event: VisitorEvent; who?: string }) {
  const [open, setOpen] = useState(false);
  const { title, detail: what } = describeEvent(event);
  const detail = [who, what].filter((part) => part !== undefined && part !== null).join(' · ');
  const Glyph = Object.entries(glyphs).find(([type]) => type === event.type)?.[1] ?? IconBolt;
  return (
    <li className={classes.event}>
      <UnstyledButton className={classes.eventHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Glyph size={17} stroke={1.6} aria-hidden style={{ flex: 'none', color: 'var(--k-pine-ink)' }} />
        <span style={{ flex: 1, minWidth: 0 }}>
          <Text span size="sm" fw={560} display="block" className="one-line">
            {title}
          </Text>
          {detail !== '' && (
            <Text span size="xs" c="dimmed" display="block" className="one-line">
              {detail}
            </Text>
          )}
        </span>
        <Ago at={event.time} size="xs" />
        <IconChevronDown
          size={15}
          aria-hidden
          style={{ flex: 'none', transform: open ? 'rotate(180deg)' : undefined }}
        />
      </UnstyledButton>
      <Collapse expanded={open} keepMounted={false}>
        <div className={classes.raw}>
          <Snippet
            code={JSON.stringify(
              { time: event.time, messageId: event.messageId, properties: event.properties, context: event.context },
              null,
              2,
            )}
            label={translator('people')('events.raw')}
          />
        </div>
      </Collapse>
    </li>
  );
}
