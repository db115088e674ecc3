import { Menu } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTree } from './context.js';
import { NodeMenuItems } from './NodeMenuItems.js';
import { find } from './tree.js';

/** The node whose menu is open, and the button that it was asked for with. */
export interface OpenedMenu {
  readonly id: string;
  readonly button: HTMLElement;
  closed(): void;
}

/** The one menu of all conditions and groups, beside the button that asked for it: 500 menus would take seconds to draw. */
export function NodeMenu({ opened, close }: { opened: OpenedMenu | null; close(): void }) {
  const tree = useTree();
  const anchor = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState<OpenedMenu | null>(null);
  useLayoutEffect(() => {
    if (opened === null || anchor.current === null) return;
    const { bottom, right } = opened.button.getBoundingClientRect();
    anchor.current.style.insetBlockStart = `${bottom}px`;
    anchor.current.style.left = `${right}px`;
  }, [opened]);
  // What was shown stays while the menu closes.
  useEffect(() => {
    if (opened !== null) setShown(opened);
    return () => opened?.closed();
  }, [opened]);
  const node = shown === null ? null : find(tree.root(), shown.id);

  return (
    <Menu
      opened={opened !== null && shown === opened}
      onChange={(next) => !next && close()}
      onClose={() => {
        // Whatever was chosen may have moved the focus already.
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) opened?.button.focus();
        });
      }}
      position="bottom-end"
      width={250}
      returnFocus={false}
    >
      <Menu.Target>
        <span ref={anchor} style={{ position: 'fixed' }} aria-hidden />
      </Menu.Target>
      <Menu.Dropdown style={{ maxHeight: 'min(70vh, 520px)', overflowY: 'auto' }}>
        {node !== null && <NodeMenuItems key={node.id} node={node} />}
      </Menu.Dropdown>
    </Menu>
  );
}
