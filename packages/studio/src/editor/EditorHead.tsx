import { ActionIcon, Button, Group, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { RouteLink } from '../shell/RouteLink.js';
import classes from './editor.module.css';

interface EditorHeadProps {
  readonly name: string;
  setName(name: string): void;
  readonly nameFault: string | null;
  readonly cancelTo: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  undo(): void;
  redo(): void;
  readonly active: boolean;
  readonly dirty: boolean;
  readonly saving: boolean;
  save(activate: boolean): void;
}

/** The segment's name, undo and redo, and the ways to keep the work. */
export function EditorHead(props: EditorHeadProps) {
  const { name, setName, nameFault, cancelTo, canUndo, canRedo, undo, redo, active, dirty, saving, save } = props;
  return (
    <div className={classes.head}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <TextInput
          aria-label="Name of the segment"
          placeholder="Name this segment"
          classNames={{ input: classes.name ?? '' }}
          style={{ flex: '1 1 240px' }}
          maxLength={200}
          value={name}
          error={nameFault}
          onChange={(event) => setName(event.currentTarget.value)}
          data-name-input
        />
        <Group gap="xs">
          <Tooltip label="Undo (Ctrl+Z)">
            <ActionIcon size="lg" aria-label="Undo" aria-keyshortcuts="Control+Z" disabled={!canUndo} onClick={undo}>
              <IconArrowBackUp size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Redo (Ctrl+Y)">
            <ActionIcon size="lg" aria-label="Redo" aria-keyshortcuts="Control+Y" disabled={!canRedo} onClick={redo}>
              <IconArrowForwardUp size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Button component={RouteLink} href={cancelTo} variant="subtle" color="gray">
            {dirty ? 'Cancel' : 'Back'}
          </Button>
          {active ? (
            <Button loading={saving} disabled={!dirty} onClick={() => save(true)}>
              Save
            </Button>
          ) : (
            <>
              <Button variant="default" loading={saving} disabled={!dirty} onClick={() => save(false)}>
                Save
              </Button>
              <Button loading={saving} onClick={() => save(true)}>
                Save &amp; activate
              </Button>
            </>
          )}
        </Group>
      </Group>
    </div>
  );
}
