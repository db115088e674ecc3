import { Alert, Button, Center, Group, Loader, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiProblem, explainError } from '../api/problem.js';
import { translator } from '../language/translator.js';

interface EmptyProps {
  readonly icon: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly compact?: boolean;
}

/** Nothing here yet, why that is, and what to do about it. */
export function Empty({ icon: Glyph, title, children, action, compact = false }: EmptyProps) {
  return (
    <Center py={compact ? 'lg' : 64} px="md">
      <Stack align="center" gap="sm" maw={440} ta="center">
        <ThemeIcon size={compact ? 40 : 56} radius="xl" variant="light" color="pine">
          <Glyph size={compact ? 20 : 28} stroke={1.5} aria-hidden />
        </ThemeIcon>
        <Title order={2} size="h3">
          {title}
        </Title>
        {children !== undefined && (
          <Text c="dimmed" size="sm">
            {children}
          </Text>
        )}
        {action !== undefined && <div>{action}</div>}
      </Stack>
    </Center>
  );
}

/** What went wrong, in words, with a way to try again. */
export function Failed({ error, retry, title }: { error: unknown; retry?: () => void; title?: string }) {
  const t = translator('shell');
  // What was asked for does not fit or is not there; asking again changes nothing about it.
  const settled = error instanceof ApiProblem && [400, 403, 404, 410, 422].includes(error.status);
  return (
    <Alert
      variant="light"
      color="brick"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={title ?? t('states.failed')}
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm">{explainError(error)}</Text>
        {retry !== undefined && !settled && (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={retry}>
            {t('states.retry')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** Grey lines in the shape of the list that is on its way. */
export function RowsLoading({ rows = 6, height = 20 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="md" p="md" role="status" aria-label={translator('shell')('states.loading')}>
      {Array.from({ length: rows }, (_, index) => 92 - ((index * 17) % 38) + index / 100).map((width) => (
        <Skeleton key={width} height={height} width={`${width}%`} />
      ))}
    </Stack>
  );
}

export function FullLoading() {
  return (
    <Center mih="60vh" role="status" aria-label={translator('shell')('states.loading')}>
      <Loader type="dots" />
    </Center>
  );
}

interface MoreProps {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

/** The next page of a list, on request. */
export function More({ list, label }: { list: MoreProps; label?: string }) {
  if (!list.hasNextPage) return null;
  return (
    <Center p="md">
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
        {label ?? translator('shell')('states.more')}
      </Button>
    </Center>
  );
}
