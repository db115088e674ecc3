import { Button, Group, Paper, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconBuilding } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccountSummary, Audience } from '../api/types.js';
import { countOf } from '../shell/format.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import classes from './answer.module.css';
import { PreviewVerdict } from './PreviewVerdict.js';
import { usePreviewMembers } from './usePreview.js';

interface PreviewAccountsProps {
  /** What the count stands for. */
  readonly audience: Audience | null;
  /** What is being edited now; the explanation follows it. */
  readonly asked: Audience | null;
  readonly chosen: string | null;
  choose(account: string | null): void;
}

/** Which accounts match, and why each of them does. */
export function PreviewAccounts({ audience, asked, chosen, choose }: PreviewAccountsProps) {
  const [shown, setShown] = useState<AccountSummary | null>(null);
  if (chosen !== null && shown !== null) {
    return (
      <Paper p="md" component="section" aria-label="Why this account matches or not">
        <Group mb="sm">
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconArrowLeft size={15} aria-hidden />}
            onClick={() => choose(null)}
          >
            All accounts
          </Button>
        </Group>
        <Account account={shown} />
        <PreviewVerdict audience={asked ?? audience} member={shown.id} />
      </Paper>
    );
  }
  return (
    <Paper component="section" aria-label="Which accounts match">
      <Title order={3} p="md" pb="xs">
        Which they are
      </Title>
      {audience === null ? (
        <Text size="sm" c="dimmed" px="md" pb="md">
          Accounts that match are listed here.
        </Text>
      ) : (
        <Matching
          audience={audience}
          choose={(account) => {
            setShown(account);
            choose(account.id);
          }}
        />
      )}
    </Paper>
  );
}

function Matching({ audience, choose }: { audience: Audience; choose(account: AccountSummary): void }) {
  const members = usePreviewMembers<AccountSummary>(audience);
  if (members.isPending) return <RowsLoading rows={6} height={30} />;
  if (members.isError) return <Failed error={members.error} retry={() => members.refetch()} />;
  if (members.items.length === 0) {
    return (
      <Empty icon={IconBuilding} title="No account matches" compact>
        Loosen a condition.
      </Empty>
    );
  }
  return (
    <>
      <Stack gap={0} px={6} pb="xs" component="ul" style={{ listStyle: 'none', margin: 0 }}>
        {members.items.map((account) => (
          <li key={account.id}>
            <UnstyledButton className={classes.row} onClick={() => choose(account)}>
              <Account account={account} />
            </UnstyledButton>
          </li>
        ))}
      </Stack>
      <More list={members} label="More accounts" />
    </>
  );
}

function Account({ account }: { account: AccountSummary }) {
  return (
    <div>
      <Text size="sm" fw={560} className="one-line">
        {account.name ?? account.id}
      </Text>
      <Text size="xs" c="dimmed">
        {countOf(account.people, 'person', 'people')}
      </Text>
    </div>
  );
}
