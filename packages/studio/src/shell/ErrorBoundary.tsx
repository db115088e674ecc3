import { Button, Center, Code, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { translator } from '../language/translator.js';

interface Props {
  readonly children: ReactNode;
  /** A change of this clears the error: the page that failed has been left. */
  readonly resetKey: string;
}

/** Catches what a page throws while drawing, so that the rest of the studio stays usable. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override componentDidUpdate(previous: Props) {
    if (previous.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null });
  }

  override render() {
    const t = translator('shell');
    if (this.state.error === null) return this.props.children;
    return (
      <Center mih="60vh" role="alert">
        <Stack align="center" gap="sm" maw={480} ta="center">
          <Title order={1}>{t('stumbled.title')}</Title>
          <Text c="dimmed">{t('stumbled.about')}</Text>
          <Code block className="wrap-anywhere">
            {this.state.error.message}
          </Code>
          <Group>
            <Button onClick={() => this.setState({ error: null })}>{t('states.retry')}</Button>
            <Button variant="default" onClick={() => window.location.reload()}>
              {t('stumbled.reload')}
            </Button>
          </Group>
        </Stack>
      </Center>
    );
  }
}
