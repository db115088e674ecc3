import { Button, Group, Paper, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconBuilding, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useGroups } from '../api/groups.js';
import type { AccountSummary, Audience } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Empty, Failed, More, RowsLoading } from '../shell/states.js';
import classes from './answer.module.css';
import { PreviewVerdict } from './PreviewVerdict.js';
import { usePreviewMembers, type Whom } from './usePreview.js';

interface PreviewAccountsProps {
  /** What the count stands for. */
  readonly audience: Audience | null;
  /** Whether that is of conditions as they were before. */
  readonly stale: boolean;
  readonly whom: Whom;
  /** What is being edited now; the explanation follows it. */
  readonly asked: Audience | null;
  readonly chosen: string | null;
  choose(account: string | null): void;
}

/** Which accounts match, and for any of them why it does or does not. */
export function PreviewAccounts({ audience, stale, whom, asked, chosen, choose }: PreviewAccountsProps) {
  const t = translator('editor');
  const [shown, setShown] = useState<AccountSummary | null>(null);
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 200);
  if (chosen !== null && shown !== null) {
    return (
      <Paper p="md" component="section" aria-label={t('test.accountSection')}>
        <Group mb="sm">
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconArrowLeft size={15} aria-hidden />}
            onClick={() => choose(null)}
          >
            {t('test.allAccounts')}
          </Button>
        </Group>
        <Account account={shown} />
        <PreviewVerdict audience={asked ?? audience} member={shown.id} against={whom.against} />
      </Paper>
    );
  }
  const pick = (account: AccountSummary) => {
    setShown(account);
    choose(account.id);
  };
  return (
    <Paper component="section" aria-label={t('who.accountsSection')}>
      <Stack gap="sm" p="md" pb="xs">
        <Title order={3}>{t('who.accounts')}</Title>
        <TextInput
          aria-label={t('who.checkAccount')}
          placeholder={t('who.checkAccountHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Stack>
      {wanted !== '' ? (
        <Found search={wanted} choose={pick} />
      ) : audience === null ? (
        <Text size="sm" c="dimmed" px="md" pb="md">
          {t('who.accountsListed')}
        </Text>
      ) : (
        <div className={stale ? classes.waiting : ''}>
          <Matching audience={audience} whom={whom} choose={pick} />
        </div>
      )}
    </Paper>
  );
}

interface MatchingProps {
  readonly audience: Audience;
  readonly whom: Whom;
  choose(account: AccountSummary): void;
}

function Matching({ audience, whom, choose }: MatchingProps) {
  const t = translator('editor');
  const members = usePreviewMembers<AccountSummary>(audience, whom);
  if (members.isPending) return <RowsLoading rows={6} height={30} />;
  if (members.isError) return <Failed error={members.error} retry={() => members.refetch()} />;
  if (members.items.length === 0) {
    return <Empty icon={IconBuilding} title={t('who.noAccount')} compact />;
  }
  return (
    <>
      <Accounts accounts={members.items} choose={choose} />
      <More list={members} label={t('who.moreAccounts')} />
    </>
  );
}

/** Accounts whether they match or not. */
function Found({ search, choose }: { search: string; choose(account: AccountSummary): void }) {
  const t = translator('editor');
  const found = useGroups('account', { search }, true, 8);
  if (found.isPending) return <RowsLoading rows={4} height={30} />;
  if (found.isError) return <Failed error={found.error} retry={() => found.refetch()} />;
  if (found.items.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="md" pb="md">
        {t('who.unknownAccount')}
      </Text>
    );
  }
  return <Accounts accounts={found.items} choose={choose} />;
}

interface AccountsProps {
  readonly accounts: readonly AccountSummary[];
  choose(account: AccountSummary): void;
}

function Accounts({ accounts, choose }: AccountsProps) {
  return (
    <Stack gap={0} px={6} pb="xs" component="ul" style={{ listStyle: 'none', margin: 0 }}>
      {accounts.map((account) => (
        <li key={account.id}>
          <UnstyledButton className={classes.row} onClick={() => choose(account)}>
            <Account account={account} />
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  );
}

function Account({ account }: { account: AccountSummary }) {
  const t = translator('editor');
  return (
    <div>
      <Text size="sm" fw={560} className="one-line">
        {account.name ?? account.id}
      </Text>
      <Text size="xs" c="dimmed">
        {t('who.people', { count: account.people })}
      </Text>
    </div>
  );
}
