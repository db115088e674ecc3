import { Button, Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useEventNames } from '../api/vocabulary.js';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import { type TemplateId, templateIds, templateOf } from './templates.js';
import classes from './tree.module.css';
import { type PaletteItem, type PaletteScope, usePalette } from './vocabulary.js';

/** What an empty segment says: a few things to begin with, of each sort, from what came in so far. */
export function FirstConditions({ scope, onPick }: { scope: PaletteScope; onPick: (item: PaletteItem) => void }) {
  const t = translator('editor');
  const tree = useTree();
  const { groups } = usePalette(scope);
  const events = useEventNames('');
  const offered = useMemo(() => {
    const of = (id: string, count: number) => groups.find((group) => group.id === id)?.items.slice(0, count) ?? [];
    const known = of('user', 500).filter((item) => item.id === 'profile.known');
    if (scope.of === 'account') return [...of('people', 1), ...of('account', 5)];
    return [...of('user', 4), ...of('behaviour', 3), ...known];
  }, [groups, scope.of]);
  const begin = (id: TemplateId) => {
    const seen = groups.find((group) => group.id === 'user')?.items.filter((item) => item.seen) ?? [];
    const words = { events: events.data?.items ?? [], properties: seen.map((item) => item.id) };
    const { of } = templateOf(id, words);
    tree.changeRoot((root) => ({ ...root, mode: 'all', of }));
    const [first] = of;
    if (first !== undefined) tree.focus(first.id);
  };
  return (
    <div className={classes.first}>
      <Text size="sm" mb={offered.length > 0 ? 'sm' : 0}>
        {t(scope.of === 'account' ? 'first.accounts' : 'first.people')}{' '}
        {t(offered.length > 0 ? 'first.paletteOr' : 'first.palette')}
      </Text>
      <Group gap={8}>
        {offered.map((item) => (
          <Button key={item.id} size="xs" variant="default" onClick={() => onPick(item)} title={item.description}>
            {item.label}
          </Button>
        ))}
      </Group>
      {scope.of === 'visitor' && (
        <>
          <Text size="sm" mt="md" mb="sm">
            {t('template.offer')}
          </Text>
          <Group gap={8}>
            {templateIds.map((id) => (
              <Button key={id} size="xs" variant="light" title={t(`template.about.${id}`)} onClick={() => begin(id)}>
                {t(`template.name.${id}`)}
              </Button>
            ))}
          </Group>
        </>
      )}
    </div>
  );
}
