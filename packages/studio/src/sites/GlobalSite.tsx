import { Alert, Button, Group, List, NativeSelect, Paper, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ApiProblem, explainError } from '../api/problem.js';
import { useSite } from '../api/session.js';
import { useSetGlobalSite } from '../api/sites.js';
import { translator } from '../language/translator.js';
import { askWhether } from '../shell/asking.js';

/** Which site shares its segments. What would be withdrawn from the others is asked about first. */
export function GlobalSite() {
  const t = translator('sites');
  const { session } = useSite();
  const present = session.sites.find((site) => site.global) ?? null;
  const [wanted, setWanted] = useState(present?.id ?? '');
  const saving = useSetGlobalSite();
  const save = () =>
    saving.mutate(wanted === '' ? null : wanted, {
      onSuccess: () => notifications.show({ color: 'pine', message: t('global.saved') }),
    });
  const ask = () => {
    if (present === null) return save();
    askWhether({
      title: t('global.confirm', { name: present.name }),
      children: <Text size="sm">{t('global.confirmAbout', { name: present.name })}</Text>,
      labels: { confirm: t('global.withdraw'), cancel: t('global.keep') },
      confirmProps: { color: 'brick' },
      onConfirm: save,
    });
  };
  return (
    <Paper p="md" component="section">
      <Title order={2}>{t('global.title')}</Title>
      <Text size="sm" c="dimmed" mb="md" maw={720}>
        {t('global.about')}
      </Text>
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t('global.label')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data={[
            { value: '', label: t('global.none') },
            ...session.sites.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          style={{ flex: '1 1 220px' }}
          maw={360}
        />
        <Button disabled={wanted === (present?.id ?? '')} loading={saving.isPending} onClick={ask}>
          {t('global.save')}
        </Button>
      </Group>
      {saving.isError && <Refused error={saving.error} />}
    </Paper>
  );
}

function Refused({ error }: { error: Error }) {
  const t = translator('sites');
  const faults = error instanceof ApiProblem ? error.errors : [];
  return (
    <Alert color="brick" variant="light" role="alert" title={t('global.failed')} mt="md">
      {faults.length === 0 ? (
        explainError(error)
      ) : (
        <>
          <Text size="sm">{t('global.inUse')}</Text>
          <List size="sm">
            {faults.map(({ message }) => (
              <List.Item key={message}>{message}</List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}
