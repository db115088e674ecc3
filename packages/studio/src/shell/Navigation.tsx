import { Box, NavLink, Stack, Text } from '@mantine/core';
import {
  type Icon,
  IconActivityHeartbeat,
  IconAlertOctagon,
  IconChartCircles,
  IconKey,
  IconLoader,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useMay } from '../api/session.js';
import { RouteLink } from './RouteLink.js';

interface Item {
  readonly href: string;
  readonly label: string;
  readonly icon: Icon;
  readonly admin?: boolean;
}

const main: readonly Item[] = [
  { href: '/segments', label: 'Segments', icon: IconChartCircles },
  { href: '/people', label: 'People', icon: IconUsers },
  { href: '/live', label: 'Live', icon: IconActivityHeartbeat },
];

const data: readonly Item[] = [
  { href: '/data/keys', label: 'Sources & keys', icon: IconKey, admin: true },
  { href: '/data/rejected', label: 'Rejected events', icon: IconAlertOctagon },
  { href: '/data/webhooks', label: 'Webhooks', icon: IconWebhook },
  { href: '/data/jobs', label: 'Jobs', icon: IconLoader },
];

export function Navigation({ onChoose }: { onChoose: () => void }) {
  const [path] = useLocation();
  const admin = useMay('admin');
  const links = (items: readonly Item[]) =>
    items
      .filter((item) => admin || item.admin !== true)
      .map((item) => {
        const active = path === item.href || path.startsWith(`${item.href}/`);
        return (
          <NavLink
            key={item.href}
            component={RouteLink}
            href={item.href}
            label={item.label}
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
    <Box component="nav" aria-label="Main">
      <Stack gap={2}>{links(main)}</Stack>
      <Text size="xs" c="dimmed" fw={560} mt="lg" mb={6} px="sm" id="nav-data">
        Data
      </Text>
      <Stack gap={2} role="group" aria-labelledby="nav-data">
        {links(data)}
      </Stack>
    </Box>
  );
}
