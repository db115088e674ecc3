import { scopeOf } from '@kindred/criteria';
import { Collapse, Highlight, ScrollArea, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import {
  type Icon,
  IconArrowsDown,
  IconBolt,
  IconCalendar,
  IconChartCircles,
  IconChartPie,
  IconChevronRight,
  IconClockHour4,
  IconHash,
  IconHistory,
  IconLetterCase,
  IconList,
  IconNetwork,
  IconSearch,
  IconToggleLeft,
  IconUsers,
} from '@tabler/icons-react';
import { memo, useEffect, useId, useMemo, useState } from 'react';
import { translator } from '../language/translator.js';
import { Failed, RowsLoading } from '../shell/states.js';
import { PaletteInfo } from './PaletteInfo.js';
import classes from './palette.module.css';
import { useSteady } from './useSteady.js';
import { customItem, type PaletteGroup, type PaletteItem, type PaletteScope, usePalette } from './vocabulary.js';

const glyphs: Readonly<Record<string, Icon>> = {
  text: IconLetterCase,
  number: IconHash,
  boolean: IconToggleLeft,
  date: IconCalendar,
  textList: IconList,
  ip: IconNetwork,
  event: IconBolt,
  sequence: IconArrowsDown,
  people: IconUsers,
  segment: IconChartCircles,
  bucket: IconChartPie,
  recent: IconHistory,
};

/** Of one group so many are drawn at once: a site may have thousands of segments. */
const drawnAtOnce = 100;

interface PaletteListProps {
  readonly scope: PaletteScope;
  readonly onPick: (item: PaletteItem) => void;
  /** Limits what is offered, e.g. to properties when one is exchanged for another. */
  readonly only?: PaletteItem['kind'];
  readonly autoFocus?: boolean;
  readonly height?: string;
}

/** Everything a condition can be about, in groups, with a search over all of it. */
export const PaletteList = memo(function PaletteList(props: PaletteListProps) {
  const { scope, onPick: pick, only, autoFocus = false, height } = props;
  const t = translator('editor');
  const { groups, isPending, error, retry } = usePalette(scope);
  const [search, setSearch] = useState('');
  const [pointed, setPointed] = useState<PaletteItem | null>(null);
  /** Enter was pressed before there was anything to choose from. */
  const [entered, setEntered] = useState(false);
  const shown = useMemo(() => filterGroups(groups, search, only), [groups, search, only]);
  const first = shown[0]?.items[0];
  const custom = isPending ? null : customProperty(search, scope, groups);
  const onPick = (item: PaletteItem) => {
    setSearch('');
    pick(item);
  };
  const enter = useSteady(() => {
    setEntered(isPending);
    if (isPending || search === '') return;
    const chosen = first ?? custom;
    if (chosen != null) onPick(chosen);
  });
  useEffect(() => {
    if (entered && !isPending) enter();
  }, [entered, isPending, enter]);

  return (
    <Stack gap="sm" h={height ?? '100%'} mih={0}>
      <TextInput
        aria-label={t('palette.search')}
        placeholder={t(scope.of === 'event' ? 'palette.searchEvent' : 'palette.searchHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        data-autofocus={autoFocus || undefined}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setEntered(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          enter();
        }}
      />
      <ScrollArea className={classes.scroll} type="auto" scrollbarSize={7} viewportProps={{ tabIndex: -1 }}>
        {isPending && <RowsLoading rows={8} height={16} />}
        {error !== null && <Failed error={error} retry={retry} title={t('palette.failed')} />}
        {shown.map((group, index) => (
          <PaletteSection
            key={group.id}
            group={group}
            search={search}
            open={search !== '' || index === 0 || scope.of === 'event'}
            onPick={onPick}
            onPoint={setPointed}
          />
        ))}
        {custom !== null && (
          <UnstyledButton className={classes.item} onClick={() => onPick(custom)}>
            <Text size="sm">{t.rich('palette.use', { id: custom.id, name: (words) => <strong>{words}</strong> })}</Text>
          </UnstyledButton>
        )}
        {!isPending && error === null && shown.length === 0 && custom === null && (
          <Text size="sm" c="dimmed" p="sm">
            {t('palette.nothing')}
          </Text>
        )}
      </ScrollArea>
      {pointed !== null && <PaletteInfo item={pointed} event={scope.of === 'event' ? scope.event : null} />}
    </Stack>
  );
});

function PaletteSection({
  group,
  search,
  open,
  onPick,
  onPoint,
}: {
  group: PaletteGroup;
  search: string;
  open: boolean;
  onPick: (item: PaletteItem) => void;
  onPoint: (item: PaletteItem) => void;
}) {
  const t = translator('editor');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [drawn, setDrawn] = useState(drawnAtOnce);
  const id = useId();
  const expanded = search !== '' || (chosen ?? open);
  return (
    <section>
      <UnstyledButton
        className={classes.heading}
        aria-expanded={expanded}
        aria-controls={id}
        title={group.description}
        onClick={() => setChosen(!expanded)}
      >
        <IconChevronRight size={14} className={classes.chevron} data-open={expanded || undefined} aria-hidden />
        <span>{group.label}</span>
        <span className={classes.count}>{group.items.length}</span>
      </UnstyledButton>
      <Collapse expanded={expanded} keepMounted={false} transitionDuration={120}>
        <ul className={classes.list} id={id} aria-label={group.label}>
          {group.items.slice(0, drawn).map((item) => {
            const Glyph = glyphs[item.type ?? item.kind] ?? IconLetterCase;
            return (
              <li key={item.id}>
                <UnstyledButton
                  className={classes.item}
                  onClick={() => onPick(item)}
                  onFocus={() => onPoint(item)}
                  onMouseEnter={() => onPoint(item)}
                  title={item.seen ? item.description : t('palette.unseen', { about: item.description })}
                >
                  <Glyph size={15} stroke={1.6} className={classes.glyph} aria-hidden />
                  <Highlight
                    highlight={search}
                    size="sm"
                    span
                    className="one-line"
                    color="pine.1"
                    c={item.seen ? undefined : 'dimmed'}
                  >
                    {item.label}
                  </Highlight>
                  {item.requestTime && (
                    <IconClockHour4 size={14} className={classes.visit} aria-label={t('palette.visit')} role="img" />
                  )}
                </UnstyledButton>
              </li>
            );
          })}
        </ul>
        {group.items.length > drawn && (
          <UnstyledButton className={classes.item} onClick={() => setDrawn(drawn + drawnAtOnce)}>
            <Text size="sm" c="dimmed">
              {t('palette.more', { count: group.items.length - drawn })}
            </Text>
          </UnstyledButton>
        )}
        {group.items.length === 0 && (
          <Text size="xs" c="dimmed" px="sm" pb="sm">
            {group.description}. {t('palette.none')}
          </Text>
        )}
      </Collapse>
    </section>
  );
}

function filterGroups(
  groups: readonly PaletteGroup[],
  search: string,
  only: PaletteItem['kind'] | undefined,
): readonly PaletteGroup[] {
  const wanted = search.trim().toLowerCase();
  const matches = (item: PaletteItem) =>
    (only === undefined || item.kind === only) &&
    (wanted === '' || `${item.label} ${item.id} ${item.description}`.toLowerCase().includes(wanted));
  return groups
    .map((group) => ({ ...group, items: group.items.filter(matches) }))
    .filter((group) => group.items.length > 0 || (wanted === '' && only === undefined));
}

/** A full property name that the palette does not list, such as a trait that has not come in yet. */
function customProperty(search: string, scope: PaletteScope, groups: readonly PaletteGroup[]): PaletteItem | null {
  const typed = search.trim();
  if (typed === '') return null;
  const id = scope.of === 'event' && scopeOf(typed) === null ? `properties.${typed}` : typed;
  const found = scopeOf(id);
  const ofEvent = found === 'properties' || found === 'context';
  if (found === null || ofEvent !== (scope.of === 'event') || found === 'request' || found === 'profile') return null;
  if (scope.of === 'account' && found !== 'account') return null;
  if (id.endsWith('.') || groups.some((group) => group.items.some((item) => item.id === id))) return null;
  return customItem(id);
}
