import { Avatar, Box, Group, Kbd, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconApi,
  IconCheck,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconPassword,
  IconRoute,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { explainError } from '../api/problem.js';
import { useSignOut, useSite } from '../api/session.js';
import { useLanguage } from '../language/LanguageProvider.js';
import { languageNames, languages } from '../language/languages.js';
import { translator, withMessages } from '../language/translator.js';
import { useGuarded } from './guard.js';
import classes from './shell.module.css';
import { useTour } from './Tour.js';

const ChangePassword = lazy(withMessages(['users'], () => import('../users/ChangePassword.js')));

/** Who is signed in, the language, the password, and the way out. */
export function UserMenu({ showShortcuts }: { showShortcuts(): void }) {
  const t = translator('shell');
  const { session, site } = useSite();
  const { spoken, choose } = useLanguage();
  const guarded = useGuarded();
  const tour = useTour();
  const signOut = useSignOut();
  const [changing, setChanging] = useState(false);
  const { name, email } = session.user;
  const notSignedOut = (error: Error) =>
    notifications.show({ color: 'brick', title: t('user.notSignedOut'), message: explainError(error) });
  return (
    <>
      <Menu width={230} position="top-start">
        <Menu.Target>
          <UnstyledButton className={classes.user ?? ''}>
            <Group gap="sm" wrap="nowrap">
              <Avatar size={30} radius="xl" color="pine" name={name} aria-hidden />
              <Box miw={0}>
                <Text size="sm" fw={560} className="one-line">
                  <VisuallyHidden>{t('user.signedInAs')} </VisuallyHidden>
                  {name}
                </Text>
                <Text size="xs" c="dimmed" className="one-line">
                  {t(`roles.${site.role}`)}
                </Text>
              </Box>
            </Group>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label className="one-line">{email}</Menu.Label>
          <Menu.Item component="a" href="/docs" leftSection={<IconApi size={16} aria-hidden />}>
            {t('user.documentation')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKeyboard size={16} aria-hidden />}
            rightSection={<Kbd size="xs">?</Kbd>}
            onClick={showShortcuts}
          >
            {t('shortcuts.title')}
          </Menu.Item>
          <Menu.Item leftSection={<IconRoute size={16} aria-hidden />} onClick={tour.start}>
            {t('tour.menu')}
          </Menu.Item>
          <Menu.Sub>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<IconLanguage size={16} aria-hidden />}>{t('user.language')}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown>
              {languages.map((language) => (
                <Menu.Item
                  key={language}
                  lang={language}
                  rightSection={language === spoken ? <IconCheck size={16} aria-label={t('site.chosen')} /> : null}
                  onClick={() => guarded(() => void choose(language))}
                >
                  {languageNames[language]}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
          <Menu.Item leftSection={<IconPassword size={16} aria-hidden />} onClick={() => setChanging(true)}>
            {t('user.password')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => guarded(() => signOut.mutate(undefined, { onError: notSignedOut }))}
          >
            {t('user.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {changing && (
        <Suspense fallback={null}>
          <ChangePassword close={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  );
}
