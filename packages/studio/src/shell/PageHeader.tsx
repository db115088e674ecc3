import { Anchor, Box, Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { RouteLink } from './RouteLink.js';

interface PageHeaderProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly beside?: ReactNode;
  readonly back?: { readonly href: string; readonly label: string };
}

/** The page's one heading, what it is about, and what can be done with all of it. */
export function PageHeader({ title, description, actions, beside, back }: PageHeaderProps) {
  useDocumentTitle(`${title} – Kindred`);
  return (
    <Box component="header" mb="lg">
      {back !== undefined && (
        <Anchor component={RouteLink} href={back.href} size="sm" c="dimmed" mb={6} display="inline-flex">
          <Group gap={4}>
            <IconChevronLeft size={15} aria-hidden />
            {back.label}
          </Group>
        </Anchor>
      )}
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={6} style={{ flex: '1 1 320px', minWidth: 0 }}>
          <Group gap="sm">
            <Title order={1} className="wrap-anywhere">
              {title}
            </Title>
            {beside}
          </Group>
          {description !== undefined && (
            <Text c="dimmed" maw={760} component="div">
              {description}
            </Text>
          )}
        </Stack>
        {actions !== undefined && <Group gap="sm">{actions}</Group>}
      </Group>
    </Box>
  );
}
