import { MultiSelect, NativeSelect, Select } from '@mantine/core';
import { type ExportPlanInput, exportFormats } from '../api/exports.js';
import { useSegmentNames } from '../api/segments.js';
import { useTraits } from '../api/vocabulary.js';
import { translator } from '../language/translator.js';
import { ScheduleFields } from '../schedule/ScheduleFields.js';
import { localName } from '../shell/format.js';
import { NumberField } from '../shell/NumberField.js';

/** As an export is filled in: no segment may be chosen yet. */
export interface ExportDraft extends Omit<ExportPlanInput, 'segment'> {
  readonly segment: string | null;
}

const mostColumns = 100;
const mostFiles = 1_000;
/** Columns that every file has, so that no trait may have their names. */
const always = new Set(['id', 'parent', 'userId', 'since', 'firstSeen', 'lastSeen']);

interface ExportFieldsProps {
  readonly draft: ExportDraft;
  set(change: Partial<ExportDraft>): void;
  /** Whether it was asked for without a segment. */
  readonly lacksSegment: boolean;
}

/** Of what files are made, when, with which columns and how many are kept. */
export function ExportFields({ draft, set, lacksSegment }: ExportFieldsProps) {
  const t = translator('exports');
  const { data: segments = [] } = useSegmentNames();
  const segment = segments.find(({ id }) => id === draft.segment);
  const traits = useTraits(segment?.subject ?? 'person').filter(({ value }) => !always.has(value));
  const choose = (id: string | null) => {
    const next = segments.find((each) => each.id === id);
    const other = next !== undefined && next.subject !== (segment?.subject ?? 'person');
    set({ segment: id, ...(other ? { traits: [] } : {}) });
  };
  return (
    <>
      <Select
        label={t('form.segment')}
        description={segment?.active === false ? t('form.segmentOff') : undefined}
        error={lacksSegment && draft.segment === null ? t('form.segmentNone') : undefined}
        data={segments
          .filter(({ kind }) => kind !== 'requestTime')
          .map(({ id, name }) => ({ value: id, label: localName(name) }))}
        value={draft.segment}
        onChange={choose}
        searchable
        openOnFocus={false}
        withAsterisk
        data-autofocus
      />
      <NativeSelect
        label={t('form.format')}
        data={exportFormats.map((value) => ({ value, label: t(`formats.${value}`) }))}
        value={draft.format}
        onChange={(event) => {
          const format = exportFormats.find((each) => each === event.currentTarget.value);
          if (format !== undefined) set({ format });
        }}
      />
      <ScheduleFields value={draft.schedule} set={(schedule) => set({ schedule })} />
      <MultiSelect
        label={t('form.columns')}
        description={t('form.columnsAbout')}
        data={traits}
        value={[...draft.traits]}
        onChange={(chosen) => set({ traits: chosen })}
        maxValues={mostColumns}
        limit={200}
        hidePickedOptions
        searchable
        clearable
      />
      <NumberField
        label={t('form.keep')}
        description={t('form.keepAbout')}
        whole
        needed
        least={1}
        most={mostFiles}
        value={draft.keep}
        set={(keep) => {
          if (keep !== null) set({ keep });
        }}
      />
    </>
  );
}
