import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useSite } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { AtVisit } from '../AtVisit.js';
import { ChangesTab } from '../ChangesTab.js';
import { GrowthPanel } from './GrowthPanel.js';
import { PastMembers } from './PastMembers.js';

/** The past of a segment: its size over time, who was in it at any moment, who entered and left when and why. */
export function HistoryTab({ segment }: { segment: Segment }) {
  const t = translator('past');
  const { site } = useSite();
  const [parameters, setParameters] = useSearchParams();
  const at = parameters.get('at') ?? '';
  const [typed, setTyped] = useState(at);
  if (segment.kind === 'requestTime') return <AtVisit />;
  const put = (moment: string) =>
    setParameters(
      (before) => {
        if (moment === '') before.delete('at');
        else before.set('at', moment);
        return before;
      },
      { replace: true },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    put(typed);
  };
  return (
    <Stack gap="lg">
      <GrowthPanel segment={segment} />
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            type="datetime-local"
            label={t('members.at')}
            description={t('members.zone', { zone: site.timeZone })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            w={300}
          />
          <Button
            type="submit"
            variant="default"
            disabled={typed === ''}
            leftSection={<IconHistory size={16} aria-hidden />}
          >
            {t('members.show')}
          </Button>
          {at !== '' && (
            <Button
              variant="subtle"
              onClick={() => {
                setTyped('');
                put('');
              }}
            >
              {t('members.now')}
            </Button>
          )}
        </Group>
      </form>
      {at === '' ? <ChangesTab segment={segment} /> : <PastMembers segment={segment} at={at} />}
    </Stack>
  );
}
