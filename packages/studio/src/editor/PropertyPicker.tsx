import { Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { cloneElement, type MouseEventHandler, type ReactElement } from 'react';
import { translator } from '../language/translator.js';
import { PaletteList } from './PaletteList.js';
import type { PaletteItem, PaletteScope } from './vocabulary.js';

interface PropertyPickerProps {
  readonly scope: PaletteScope;
  readonly only?: PaletteItem['kind'];
  readonly onPick: (item: PaletteItem) => void;
  /** The button that opens it. */
  readonly children: ReactElement<{ onClick?: MouseEventHandler }>;
}

/** The palette behind a button, for choosing where the condition stands. */
export function PropertyPicker({ scope, only, onPick, children }: PropertyPickerProps) {
  const t = translator('editor');
  const [opened, { toggle, close, open }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(next) => (next ? open() : close())}
      width={320}
      position="bottom-start"
      trapFocus
      returnFocus
    >
      <Popover.Target>{cloneElement(children, { onClick: toggle })}</Popover.Target>
      <Popover.Dropdown p="sm" aria-label={t('pick.about')}>
        <PaletteList
          scope={scope}
          {...(only === undefined ? {} : { only })}
          autoFocus
          height="min(380px, 60vh)"
          onPick={(item) => {
            close();
            onPick(item);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
