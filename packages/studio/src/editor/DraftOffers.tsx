import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { askWhether } from '../shell/asking.js';
import { localName } from '../shell/format.js';
import { draftsOfNew, forgetDraft, moveDraft, newDraftKey, type OfferedDraft } from './kept-draft.js';
import { countConditions } from './tree.js';
import { beginDraft, stateOfDraft } from './useNewDraft.js';

/** How many are listed before the others are asked for. */
const first = 3;

/** New segments that were begun and not saved, to go on with, where another one is about to be begun. */
export function DraftOffers({ own }: { own: string }) {
  const t = translator('editor');
  const { site, session } = useSite();
  const [, navigate] = useLocation();
  const read = () => draftsOfNew(localStorage, site.id, session.user.id).filter(({ key }) => key !== own);
  const [offered, setOffered] = useState(read);
  const [all, setAll] = useState(false);
  if (offered.length === 0) return null;

  const goOn = (key: string) => {
    const id = beginDraft();
    // In the place of this page, on which nothing was done yet. Another tab that writes it goes on with its own.
    if (!moveDraft(localStorage, key, newDraftKey(site.id, session.user.id, id))) return setOffered(read());
    navigate('/segments/new', { replace: true, state: stateOfDraft(id) });
  };
  const throwAway = ({ key, draft }: OfferedDraft) =>
    askWhether({
      title: t('drafts.throwTitle', { name: nameOf(draft) }),
      children: <Text size="sm">{t('drafts.throwAbout')}</Text>,
      labels: { confirm: t('drafts.throw'), cancel: t('drafts.stay') },
      confirmProps: { color: 'brick' },
      onConfirm: () => {
        forgetDraft(localStorage, key);
        setOffered(read());
      },
    });

  return (
    <Alert
      color="gray"
      variant="light"
      icon={<IconHistory aria-hidden />}
      title={t('drafts.title', { count: offered.length })}
    >
      <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('drafts.list')}>
        {(all ? offered : offered.slice(0, first)).map((each) => (
          <Group key={each.key} component="li" justify="space-between" gap="sm">
            <Text size="sm" className="wrap-anywhere" style={{ flex: '1 1 180px' }}>
              {nameOf(each.draft)}{' '}
              <Text span size="xs" c="dimmed">
                {t('drafts.conditions', { count: countConditions(each.draft.document.root) })},{' '}
                <Ago at={each.draft.at} size="xs" />
              </Text>
            </Text>
            <Group gap={6}>
              <Button
                size="xs"
                variant="default"
                aria-label={t('drafts.goOnWith', { name: nameOf(each.draft) })}
                onClick={() => goOn(each.key)}
              >
                {t('drafts.goOn')}
              </Button>
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                aria-label={t('drafts.throwOf', { name: nameOf(each.draft) })}
                onClick={() => throwAway(each)}
              >
                {t('drafts.throw')}
              </Button>
            </Group>
          </Group>
        ))}
      </Stack>
      {!all && offered.length > first && (
        <Anchor component="button" type="button" size="sm" mt={6} onClick={() => setAll(true)}>
          {t('drafts.more', { count: offered.length - first })}
        </Anchor>
      )}
    </Alert>
  );
}

function nameOf({ document }: OfferedDraft['draft']): string {
  const name = localName(document.name);
  return name === '' ? translator('editor')('drafts.unnamed') : name;
}
