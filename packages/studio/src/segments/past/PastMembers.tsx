import { Anchor, Group, Paper, Table, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { usePastMembers } from '../../api/history.js';
import { useSite } from '../../api/session.js';
import type { AccountMember, Member, Segment } from '../../api/types.js';
import { localText } from '../../instants/moment.js';
import { translator } from '../../language/translator.js';
import { PeopleTable } from '../../people/PeopleTable.js';
import { Ago } from '../../shell/Ago.js';
import { RouteLink } from '../../shell/RouteLink.js';
import { Empty, Failed, More, RowsLoading } from '../../shell/states.js';

const isPerson = (member: Member | AccountMember): member is Member => 'known' in member;

/** Where the segment's present definition is asked about that moment. */
function comparedAt({ id }: Segment, at: string): string {
  return `/segments/${id}?then=${encodeURIComponent(at)}`;
}

/** Who was in the segment at a moment, and since when then. */
export function PastMembers({ segment, at }: { segment: Segment; at: string }) {
  const t = translator('past');
  const { site } = useSite();
  const isToCome = at > localText(Date.now(), site.timeZone);
  const members = usePastMembers(segment.id, at, !isToCome);
  if (isToCome) {
    return (
      <Paper role="status">
        <Empty icon={IconHistory} title={t('members.future')} compact>
          {t('members.futureWhy')}
        </Empty>
      </Paper>
    );
  }
  if (members.isError) return <Failed error={members.error} retry={() => members.refetch()} />;
  const [first] = members.data?.pages ?? [];
  if (first === undefined) {
    return (
      <Paper>
        <RowsLoading rows={8} height={28} />
      </Paper>
    );
  }
  if (!first.known || members.items.length === 0) {
    return (
      <Paper>
        <Empty
          icon={IconHistory}
          title={t(first.known ? 'members.nobody' : 'members.unknown', { subject: segment.subject })}
          compact
        >
          {!first.known &&
            t.rich('members.unknownWhy', {
              link: (words) => (
                <Anchor component={RouteLink} href={comparedAt(segment, at)}>
                  {words}
                </Anchor>
              ),
            })}
        </Empty>
      </Paper>
    );
  }
  const since = translator('segments')('members.since');
  const accounts = members.items.filter((member): member is AccountMember => !isPerson(member));
  return (
    <Paper>
      <Group px="md" pt="md">
        <Text size="sm" fw={600} role="status">
          {t('members.size', { count: first.size ?? 0 })}
        </Text>
      </Group>
      {segment.subject === 'person' ? (
        <PeopleTable
          people={members.items.filter(isPerson)}
          lastColumn={since}
          last={(member) => (
            <Table.Td>
              <Ago at={member.since} />
            </Table.Td>
          )}
        />
      ) : (
        <Table>
          <Table.Tbody>
            {accounts.map((account) => (
              <Table.Tr key={account.id}>
                <Table.Td>{account.name ?? account.id}</Table.Td>
                <Table.Td>
                  <Ago at={account.since} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <More list={members} />
    </Paper>
  );
}
