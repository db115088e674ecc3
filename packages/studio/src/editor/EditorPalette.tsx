import { Box, Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { memo, useContext } from 'react';
import { translator } from '../language/translator.js';
import { EditorView, useTree } from './context.js';
import classes from './editor.module.css';
import { PaletteList } from './PaletteList.js';
import { useSteady } from './useSteady.js';
import type { PaletteItem, PaletteScope } from './vocabulary.js';

/** Adds to the group that was worked on last. */
export const Palette = memo(function Palette({ scope, onPicked }: { scope: PaletteScope; onPicked?: () => void }) {
  const tree = useTree();
  const { target } = useContext(EditorView);
  const pick = useSteady((item: PaletteItem) => {
    tree.add(target, item.make());
    onPicked?.();
  });
  return <PaletteList scope={scope} onPick={pick} />;
});

/** The palette on screens too narrow for it to stand at the side. */
export const PaletteDrawer = memo(function PaletteDrawer({ scope }: { scope: PaletteScope }) {
  const t = translator('editor');
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Box className={classes.paletteButton}>
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        {t('palette.open')}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        title={t('palette.title')}
        size="sm"
        closeButtonProps={{ 'aria-label': t('palette.close') }}
      >
        <Box h="calc(100dvh - 90px)">
          <Palette scope={scope} onPicked={close} />
        </Box>
      </Drawer>
    </Box>
  );
});
