import '@mantine/spotlight/styles.css';
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import {
  IconArrowRight,
  IconBuilding,
  IconChartCircles,
  IconPlus,
  IconSearch,
  IconSunMoon,
  IconUser,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useGroupSearch } from '../api/groups.js';
import { useProfiles } from '../api/profiles.js';
import { useSegmentNames } from '../api/segments.js';
import { useRights } from '../api/session.js';
import { groupHref } from '../groups/group.js';
import { translator } from '../language/translator.js';
import { personDetail, personName } from '../people/person.js';
import { localName } from './format.js';
import { dataPages, mainPages, pagesFor } from './pages.js';

/** Of each kind so many are listed; typing more finds the rest. */
const shown = 6;

const fits = (text: string, wanted: string) => text.toLocaleLowerCase().includes(wanted);

/** Everything by its name: pages and actions, segments, people. Opens with Ctrl-K. */
export function CommandPalette() {
  const t = translator('shell');
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 160);
  const may = useRights();
  const segments = useSegmentNames();
  const people = useProfiles({ search: asked, known: '' }, shown, asked !== '');
  const groups = useGroupSearch(asked, shown, asked !== '');
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const wanted = query.trim().toLocaleLowerCase();

  const actions = [
    ...(may.editor ? [{ label: t('palette.create'), icon: IconPlus, run: () => navigate('/segments/new') }] : []),
    ...pagesFor(may, [...mainPages, ...dataPages]).map(({ href, label }) => ({
      label: t('palette.go', { page: t(`navigation.${label}`) }),
      icon: IconArrowRight,
      run: () => navigate(href),
    })),
    {
      label: t(scheme === 'dark' ? 'user.toLight' : 'user.toDark'),
      icon: IconSunMoon,
      run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
  ].filter(({ label }) => fits(label, wanted));
  const found = (segments.data ?? [])
    .filter(({ name, key }) => fits(`${localName(name)} ${key}`, wanted))
    .slice(0, shown);
  const persons = asked === '' ? [] : people.items;
  const companies = asked === '' ? [] : groups.items.slice(0, shown);
  const [entered, setEntered] = useState('');
  // People and groups come later than what stands here. Without any of that Enter opens the first of them, also where it
  // was pressed before they were there.
  const isLate = found.length + actions.length === 0;
  const [person] = persons;
  const [company] = companies;
  const late =
    isLate && asked === query.trim()
      ? person !== undefined
        ? `/people/${person.id}`
        : company !== undefined
          ? groupHref(company.kind, company.id)
          : null
      : null;
  useEffect(() => {
    if (late === null || entered === '' || entered !== asked) return;
    setEntered('');
    spotlight.close();
    navigate(late);
  }, [late, asked, entered, navigate]);

  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      scrollable
      maxHeight={460}
      // While it faded it would keep the focus, and the next key would be typed into it.
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.label')}
        leftSection={<IconSearch size={18} aria-hidden />}
        onKeyDown={(event) => {
          const chosen = document.querySelector('[data-action][data-selected]') !== null;
          setEntered(event.key === 'Enter' && isLate && !chosen ? query.trim() : '');
        }}
      />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={t('navigation.segments')}>
            {found.map(({ id, name, sentence }) => (
              <Spotlight.Action
                key={id}
                label={localName(name)}
                description={sentence}
                leftSection={<IconChartCircles size={18} aria-hidden />}
                onClick={() => navigate(`/segments/${id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {persons.length > 0 && (
          <Spotlight.ActionsGroup label={t('navigation.people')}>
            {persons.map((person) => (
              <Spotlight.Action
                key={person.id}
                label={personName(person)}
                description={personDetail(person)}
                leftSection={<IconUser size={18} aria-hidden />}
                onClick={() => navigate(`/people/${person.id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {companies.length > 0 && (
          <Spotlight.ActionsGroup label={t('navigation.groups')}>
            {companies.map(({ kind, id, name }) => (
              <Spotlight.Action
                key={`${kind}/${id}`}
                label={name ?? id}
                description={translator('groups')(`kind.${kind}`)}
                leftSection={<IconBuilding size={18} aria-hidden />}
                onClick={() => navigate(groupHref(kind, id))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {actions.length > 0 && (
          <Spotlight.ActionsGroup label={t('palette.actions')}>
            {actions.map(({ label, icon: Glyph, run }) => (
              <Spotlight.Action key={label} label={label} leftSection={<Glyph size={18} aria-hidden />} onClick={run} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.length + persons.length + companies.length + actions.length === 0 && (
          <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
