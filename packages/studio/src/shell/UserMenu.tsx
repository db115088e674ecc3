import {
  ActionIcon,
  Avatar,
  Box,
  Group,
  Menu,
  Text,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { IconApi, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useSignOut, useSite } from '../api/session.js';
import classes from './shell.module.css';

export function ColourScheme() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={`Switch to ${other}`}>
      <ActionIcon size="lg" aria-label={`Switch to ${other} colours`} onClick={() => setColorScheme(other)}>
        {scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Who is signed in, and the way out. */
export function UserMenu() {
  const { session } = useSite();
  const signOut = useSignOut();
  const { name, email, role } = session.user;
  return (
    <Menu width={230} position="top-start">
      <Menu.Target>
        <UnstyledButton className={classes.user ?? ''}>
          <Group gap="sm" wrap="nowrap">
            <Avatar size={30} radius="xl" color="pine" name={name} aria-hidden />
            <Box miw={0}>
              <Text size="sm" fw={560} className="one-line">
                <VisuallyHidden>Signed in as </VisuallyHidden>
                {name}
              </Text>
              <Text size="xs" c="dimmed" className="one-line">
                {role}
              </Text>
            </Box>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className="one-line">{email}</Menu.Label>
        <Menu.Item component="a" href="/docs" leftSection={<IconApi size={16} aria-hidden />}>
          API documentation
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
