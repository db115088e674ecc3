import { ActionIcon, Button, Group, Textarea, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { memo } from 'react';
import { translator } from '../language/translator.js';
import { RouteLink } from '../shell/RouteLink.js';
import classes from './editor.module.css';

interface EditorHeadProps {
  readonly name: string;
  /** What it is called in another language, while it has no name in this one. */
  readonly otherName: string;
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

/** The segment's name, undo and redo, and the ways to keep the work. Measured to fit its name, so not drawn for others' sake. */
export const EditorHead = memo(function EditorHead(props: EditorHeadProps) {
  const t = translator('editor');
  const { name, otherName, setName, nameFault, cancelTo, canUndo, canRedo, undo, redo, active, dirty, saving, save } =
    props;
  return (
    <div className={classes.head}>
      <Group justify="space-between" gap="sm" align="flex-start">
        <Textarea
          aria-label={t('head.name')}
          autosize
          minRows={1}
          placeholder={otherName === '' ? t('head.nameHint') : otherName}
          classNames={{ input: classes.name ?? '' }}
          style={{ flex: '1 1 300px' }}
          maxLength={200}
          value={name}
          error={nameFault}
          // A long name takes a second line; it has no line ends of its own.
          onChange={(event) => setName(event.currentTarget.value.replaceAll(/\s*\n\s*/g, ' '))}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
          }}
          data-name-input
        />
        <Group gap="xs">
          <Tooltip label={t('head.undoKeys')}>
            <ActionIcon
              size="lg"
              aria-label={t('head.undo')}
              aria-keyshortcuts="Control+Z"
              disabled={!canUndo}
              onClick={undo}
            >
              <IconArrowBackUp size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('head.redoKeys')}>
            <ActionIcon
              size="lg"
              aria-label={t('head.redo')}
              aria-keyshortcuts="Control+Y"
              disabled={!canRedo}
              onClick={redo}
            >
              <IconArrowForwardUp size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Button component={RouteLink} href={cancelTo} variant="subtle" color="gray">
            {t(dirty ? 'head.cancel' : 'head.back')}
          </Button>
          {active ? (
            <Button loading={saving} disabled={!dirty} onClick={() => save(true)}>
              {t('head.save')}
            </Button>
          ) : (
            <>
              <Button variant="default" loading={saving} disabled={!dirty} onClick={() => save(false)}>
                {t('head.save')}
              </Button>
              <Button loading={saving} onClick={() => save(true)}>
                {t('head.activate')}
              </Button>
            </>
          )}
        </Group>
      </Group>
    </div>
  );
});
