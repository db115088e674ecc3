import { translator } from '../language/translator.js';
import { NumberField } from '../shell/NumberField.js';
import type { CircleDraft } from './comparison-draft.js';
import classes from './tree.module.css';

interface CircleInputProps {
  readonly value: CircleDraft;
  set(value: CircleDraft): void;
}

/** "within 10 km of 52.52, 13.40". */
export function CircleInput({ value, set }: CircleInputProps) {
  const t = translator('editor');
  const number = (key: keyof CircleDraft, label: string, most: number) => (
    <NumberField
      aria-label={label}
      placeholder={label.toLowerCase()}
      width={key === 'kilometers' ? 84 : 116}
      least={key === 'kilometers' ? 0 : -most}
      most={most}
      value={value[key]}
      set={(next) => set({ ...value, [key]: next })}
    />
  );
  return (
    <>
      <span className={classes.word}>{t('circle.within')}</span>
      {number('kilometers', t('circle.kilometers'), 20_100)}
      <span className={classes.word}>{t('circle.of')}</span>
      {number('latitude', t('circle.latitude'), 90)}
      {number('longitude', t('circle.longitude'), 180)}
      <span className={classes.meaning}>{t('circle.about')}</span>
    </>
  );
}
