import { Button, FileButton, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { type ImportFile, useSendFile } from '../api/imports.js';
import { translator } from '../language/translator.js';
import { formatShare } from '../shell/format.js';
import { Failed } from '../shell/states.js';
import classes from './imports.module.css';

const accepted = '.csv,.tsv,.txt,.ndjson,.jsonl,.parquet';

/** Takes a file by drop or by choice and sends it, with how far it is. */
export function FilePicker({ onSent }: { onSent(file: ImportFile): void }) {
  const t = translator('imports');
  const sending = useSendFile();
  const [over, setOver] = useState(false);
  const [name, setName] = useState('');
  const take = (file: File | null | undefined) => {
    if (file === null || file === undefined) return;
    setName(file.name);
    // What went wrong is shown below.
    sending.send(file).then(onSent, () => {});
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Stack gap="sm">
      <Paper
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={32} stroke={1.4} aria-hidden />
        {sending.isPending ? (
          <Stack gap={6} w="100%" maw={420}>
            <Text size="sm" role="status" ta="center" className="wrap-anywhere">
              {t('sending', { name, share: formatShare(sending.sent, 1) })}
            </Text>
            <Progress value={100 * sending.sent} aria-label={t('sending', { name, share: '' })} />
          </Stack>
        ) : (
          <>
            <Text fw={560}>{t('drop')}</Text>
            <Text size="sm" c="dimmed">
              {t('orChoose')}
            </Text>
            <FileButton accept={accepted} onChange={take} inputProps={{ 'aria-label': t('choose') }}>
              {(props) => <Button {...props}>{t('choose')}</Button>}
            </FileButton>
            <Text size="xs" c="dimmed" ta="center">
              {t('limits')}
            </Text>
          </>
        )}
      </Paper>
      {sending.isError && <Failed error={sending.error} />}
    </Stack>
  );
}
