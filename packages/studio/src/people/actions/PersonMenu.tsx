import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconDownload, IconEraser, IconLink, IconPencilPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useDownload } from '../../api/download.js';
import { explainError } from '../../api/problem.js';
import { useMay } from '../../api/session.js';
import type { Profile } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { ErasePerson } from './ErasePerson.js';
import { JoinId } from './IdModals.js';
import { TraitEditor } from './TraitEditor.js';

/** What can be done with a person, as far as the reader's role goes. */
export function PersonMenu({ profile }: { profile: Profile }) {
  const t = translator('people');
  const [open, setOpen] = useState<'trait' | 'join' | 'erase' | null>(null);
  const editor = useMay('editor');
  const admin = useMay('admin');
  const download = useDownload(`/profiles/${profile.id}/export`, `profile-${profile.id}.json`);
  const close = () => setOpen(null);
  if (!editor) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<IconChevronDown size={15} aria-hidden />}
            loading={download.isPending}
          >
            {t('actions.label')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencilPlus size={16} aria-hidden />} onClick={() => setOpen('trait')}>
            {t('trait.add')}
          </Menu.Item>
          {profile.known && (
            <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => setOpen('join')}>
              {t('join.title')}
            </Menu.Item>
          )}
          {admin && (
            <>
              <Menu.Item
                leftSection={<IconDownload size={16} aria-hidden />}
                onClick={() =>
                  download.mutate(undefined, {
                    onError: (error) =>
                      notifications.show({
                        color: 'brick',
                        title: t('actions.notExported'),
                        message: explainError(error),
                      }),
                  })
                }
              >
                {t('actions.export')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                c="var(--k-brick-ink)"
                leftSection={<IconEraser size={16} aria-hidden />}
                onClick={() => setOpen('erase')}
              >
                {t('actions.erase')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'trait' && <TraitEditor profile={profile.id} trait={null} close={close} />}
      {open === 'join' && <JoinId profile={profile.id} close={close} />}
      {open === 'erase' && <ErasePerson profile={profile} close={close} />}
    </>
  );
}
