import { Box, Group, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import classes from './shell.module.css';

/** Which site everything on the screen is about. */
export function SiteSwitcher() {
  const t = translator('shell');
  const { session, site } = useSite();
  const [, navigate] = useLocation();
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.site ?? ''}>
          <Group gap="sm" wrap="nowrap" justify="space-between">
            <Box miw={0}>
              <Text size="sm" fw={600} className="one-line">
                <VisuallyHidden>{t('site.label')} </VisuallyHidden>
                {site.name}
              </Text>
              <Text size="xs" c="dimmed" className="one-line">
                {site.timeZone}
              </Text>
            </Box>
            <IconSelector size={16} aria-hidden style={{ flex: 'none' }} />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('site.sites')}</Menu.Label>
        {session.sites.map((each) => (
          <Menu.Item
            key={each.id}
            onClick={() => navigate(`~${import.meta.env.BASE_URL}${each.id}/segments`)}
            rightSection={each.id === site.id ? <IconCheck size={16} aria-label={t('site.chosen')} /> : null}
          >
            {each.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
