import { Paper, Text, Title } from '@mantine/core';
import { useExportRuns } from '../api/exports.js';
import { translator } from '../language/translator.js';
import classes from '../people/people.module.css';
import { Failed, More } from '../shell/states.js';
import { ExportRunItem } from './ExportRunItem.js';

/** Files that no plan makes: those asked for once, and what is left of plans that are gone. */
export function OtherFiles({ editable }: { editable: boolean }) {
  const t = translator('exports');
  const runs = useExportRuns(null);
  if (runs.isError) return <Failed error={runs.error} retry={() => runs.refetch()} />;
  if (runs.items.length === 0) return null;
  return (
    <section aria-labelledby="other-files">
      <Title order={2} size="h3" id="other-files">
        {t('others.title')}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {t('others.about')}
      </Text>
      <Paper>
        <ul className={classes.timeline} aria-labelledby="other-files">
          {runs.items.map((run) => (
            <ExportRunItem key={run.id} run={run} editable={editable} alone />
          ))}
        </ul>
        <More list={runs} />
      </Paper>
    </section>
  );
}
