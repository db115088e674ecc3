import { Box, NavLink, Stack, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import { useRights } from '../api/session.js';
import { translator } from '../language/translator.js';
import { dataPages, mainPages, type PageItem, pagesFor } from './pages.js';
import { RouteLink } from './RouteLink.js';

export function Navigation({ onChoose }: { onChoose: () => void }) {
  const [path] = useLocation();
  const t = translator('shell');
  const may = useRights();
  const links = (items: readonly PageItem[]) =>
    pagesFor(may, items).map((item) => {
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
      <Stack gap={2}>{links(mainPages)}</Stack>
      <Text size="xs" c="dimmed" fw={560} mt="lg" mb={6} px="sm" id="nav-data">
        {t('navigation.data')}
      </Text>
      <Stack gap={2} role="group" aria-labelledby="nav-data">
        {links(dataPages)}
      </Stack>
    </Box>
  );
}
