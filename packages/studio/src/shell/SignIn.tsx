import { Alert, Box, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ApiProblem, explainError } from '../api/problem.js';
import { useSignIn } from '../api/session.js';
import { translator } from '../language/translator.js';
import { Mark } from './Mark.js';

export function SignIn() {
  const t = translator('shell');
  useDocumentTitle(t('signIn.page'));
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password });
  };
  const refused = signIn.error instanceof ApiProblem && signIn.error.status === 401;

  return (
    <Center component="main" mih="100dvh" p="md">
      <Box w="100%" maw={400}>
        <Stack align="center" gap="sm" mb="lg">
          <Mark size={52} />
          <Title order={1}>{t('signIn.title')}</Title>
          <Text c="dimmed" ta="center">
            {t('signIn.about')}
          </Text>
        </Stack>
        <Paper p="lg" shadow="sm">
          <form onSubmit={submit}>
            <Stack gap="md">
              {signIn.isError && (
                <Alert color="brick" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />}>
                  {refused ? t('signIn.refused') : explainError(signIn.error)}
                </Alert>
              )}
              <TextInput
                label={t('signIn.email')}
                type="email"
                name="email"
                autoComplete="username"
                required
                withAsterisk={false}
                autoFocus
                size="md"
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <PasswordInput
                label={t('signIn.password')}
                name="password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                size="md"
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
              />
              <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
                {t('signIn.submit')}
              </Button>
            </Stack>
          </form>
        </Paper>
        <Group justify="center" mt="md">
          <Text size="sm" c="dimmed" ta="center">
            {t('signIn.first')}
          </Text>
        </Group>
      </Box>
    </Center>
  );
}
