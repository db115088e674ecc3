import { Badge, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useRights, useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import { NotFound } from '../shell/NotFound.js';
import { PageHeader } from '../shell/PageHeader.js';
import { GlobalSite } from './GlobalSite.js';

/** The sites of this server, and which of them shares its segments with all others. */
export default function SitesPage() {
  const t = translator('sites');
  const { session } = useSite();
  const { everywhere } = useRights();
  if (!everywhere) return <NotFound />;
  return (
    <>
      <PageHeader title={t('title')} description={t('about')} />
      <Stack gap="lg">
        <GlobalSite />
        <Paper component="section">
          <Title order={2} px="md" pt="md">
            {t('list')}
          </Title>
          <Table layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('name')}</Table.Th>
                <Table.Th w={{ base: 140, sm: 260 }}>{t('zone')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {session.sites.map((site) => (
                <Table.Tr key={site.id}>
                  <Table.Td>
                    <Group gap={8} wrap="nowrap">
                      <Text size="sm" fw={600} className="one-line">
                        {site.name}
                      </Text>
                      {site.global && <Badge color="iris">{t('isGlobal')}</Badge>}
                    </Group>
                    <Text size="xs" c="dimmed" className="one-line">
                      {site.id}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm" className="one-line">
                      {site.timeZone}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      </Stack>
    </>
  );
}
