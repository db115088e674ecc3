import { ActionIcon, Box, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { translator } from '../language/translator.js';
import classes from './snippet.module.css';

/** Text that one copies. */
export function Copy({ value, label }: { value: string; label: string }) {
  const t = translator('shell');
  return (
    <CopyButton value={value} timeout={1600}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('copy.copied') : label}>
          <ActionIcon onClick={copy} aria-label={copied ? t('copy.copied') : label} color={copied ? 'pine' : 'gray'}>
            {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** A piece of code, ready to copy. */
export function Snippet({ code, label }: { code: string; label: string }) {
  return (
    <Box pos="relative">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll sideways, which keyboards must reach */}
      <section tabIndex={0} aria-label={label} className={classes.frame}>
        <pre className={classes.code}>{code}</pre>
      </section>
      <Box className={classes.copy ?? ''}>
        <Copy value={code} label={translator('shell')('copy.copy', { what: label })} />
      </Box>
    </Box>
  );
}
