import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useSite } from '../api/session.js';
import { translator } from '../language/translator.js';
import { isPast, isUsual, localText, type Moment, usualMoments } from './moment.js';

interface MomentChoiceProps {
  readonly moment: Moment | null;
  setMoment(moment: Moment | null): void;
}

/** How long a time that is typed has to stand before it is asked for, in ms. */
const pause = 500;

/** What to compare with: nothing, a usual moment, or any time of the site. */
export function MomentChoice({ moment, setMoment }: MomentChoiceProps) {
  const t = translator('instants');
  const { site } = useSite();
  const own = moment !== null && !isUsual(moment);
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        size="sm"
        label={t('choice.label')}
        value={moment === null ? '' : own ? 'at' : moment}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setMoment(value === '' ? null : value === 'at' ? '' : value);
        }}
        data={[
          { value: '', label: t('choice.none') },
          ...usualMoments.map((value) => ({ value, label: t(`choice.${value}`) })),
          { value: 'at', label: t('choice.at') },
        ]}
        style={{ flex: '1 1 150px' }}
        maw={260}
      />
      {own && <OwnMoment moment={moment} setMoment={setMoment} timeZone={site.timeZone} />}
    </Group>
  );
}

function OwnMoment({ moment, setMoment, timeZone }: MomentChoiceProps & { moment: Moment; timeZone: string }) {
  const t = translator('instants');
  const [typed, setTyped] = useState(moment);
  const settle = useDebouncedCallback(setMoment, pause);
  const fault = typed !== '' && !isPast(typed, timeZone) ? t('choice.notPast') : null;
  return (
    <TextInput
      type="datetime-local"
      size="sm"
      label={t('choice.time', { zone: timeZone })}
      value={typed}
      max={localText(Date.now(), timeZone).slice(0, 16)}
      error={fault}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        settle(event.currentTarget.value);
      }}
      style={{ flex: '1 1 200px' }}
      maw={260}
    />
  );
}
