import { Group, Kbd, Modal, Table, Text } from '@mantine/core';
import { translator } from '../language/translator.js';
import { modifier } from './modifier.js';
import { places } from './shortcuts.js';

/** Every key that the studio listens to, and what it does. */
export function ShortcutList({ close }: { close(): void }) {
  const t = translator('shell');
  const everywhere = [
    { keys: [modifier, 'K'], does: t('shortcuts.palette') },
    { keys: ['?'], does: t('shortcuts.list') },
    { keys: ['/'], does: t('shortcuts.search') },
    { keys: ['n'], does: t('shortcuts.create') },
    ...Object.entries(places).map(([letter, { label }]) => ({
      keys: ['g', letter],
      does: t('shortcuts.go', { page: t(`navigation.${label}`) }),
    })),
  ];
  const editor = [
    { keys: [modifier, 'S'], does: t('shortcuts.save') },
    { keys: [modifier, 'Z'], does: t('shortcuts.undo') },
    { keys: [modifier, 'Y'], does: t('shortcuts.redo') },
    { keys: ['Alt', '↑', '↓', '←', '→'], does: t('shortcuts.move') },
    { keys: ['Alt', t('shortcuts.deleteKey')], does: t('shortcuts.remove') },
  ];
  return (
    <Modal opened onClose={close} title={t('shortcuts.title')} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <Keys title={t('shortcuts.everywhere')} rows={everywhere} />
      <Keys title={t('shortcuts.editor')} rows={editor} />
    </Modal>
  );
}

function Keys({ title, rows }: { title: string; rows: readonly { keys: readonly string[]; does: string }[] }) {
  return (
    <>
      <Text size="sm" fw={600} mt="sm">
        {title}
      </Text>
      <Table verticalSpacing={6} aria-label={title}>
        <Table.Tbody>
          {rows.map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Td>{does}</Table.Td>
              <Table.Td>
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
