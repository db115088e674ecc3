import { Box, NavLink, Stack, Text } from '@mantine/core';
import {
  type Icon,
  IconActivityHeartbeat,
  IconAlertOctagon,
  IconChartCircles,
  IconFileUpload,
  IconKey,
  IconLoader,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useMay } from '../api/session.js';
import type { Role } from '../api/types.js';
import { translator } from '../language/translator.js';
import { RouteLink } from './RouteLink.js';

interface Item {
  readonly href: string;
  readonly label: 'segments' | 'people' | 'live' | 'keys' | 'import' | 'rejected' | 'webhooks' | 'jobs';
  readonly icon: Icon;
  /** Whoever has not this role does not see it. */
  readonly role?: Role;
}

const main: readonly Item[] = [
  { href: '/segments', label: 'segments', icon: IconChartCircles },
  { href: '/people', label: 'people', icon: IconUsers },
  { href: '/live', label: 'live', icon: IconActivityHeartbeat },
];

const data: readonly Item[] = [
  { href: '/data/keys', label: 'keys', icon: IconKey, role: 'admin' },
  { href: '/data/import', label: 'import', icon: IconFileUpload, role: 'editor' },
  { href: '/data/rejected', label: 'rejected', icon: IconAlertOctagon },
  { href: '/data/webhooks', label: 'webhooks', icon: IconWebhook },
  { href: '/data/jobs', label: 'jobs', icon: IconLoader },
];

export function Navigation({ onChoose }: { onChoose: () => void }) {
  const [path] = useLocation();
  const t = translator('shell');
  const may = { viewer: true, editor: useMay('editor'), admin: useMay('admin') };
  const links = (items: readonly Item[]) =>
    items
      .filter((item) => may[item.role ?? 'viewer'])
      .map((item) => {
        const active = path === item.href || path.startsWith(`${item.href}/`);
        return (
          <NavLink
            key={item.href}
            component={RouteLink}
            href={item.href}
            label={t(`navigation.${item.label}`)}
            active={active}
            aria-current={active ? 'page' : undefined}
            leftSection={<item.icon size={18} stroke={1.6} aria-hidden />}
            onClick={onChoose}
            style={{ borderRadius: 'var(--mantine-radius-sm)' }}
            styles={{ label: { fontWeight: active ? 600 : 480 } }}
            py={7}
          />
        );
      });
  return (
    <Box component="nav" aria-label={t('navigation.main')}>
      <Stack gap={2}>{links(main)}</Stack>
      <Text size="xs" c="dimmed" fw={560} mt="lg" mb={6} px="sm" id="nav-data">
        {t('navigation.data')}
      </Text>
      <Stack gap={2} role="group" aria-labelledby="nav-data">
        {links(data)}
      </Stack>
    </Box>
  );
}
