import { MultiSelect, TextInput } from '@mantine/core';
import { ApiProblem } from '../api/problem.js';
import { useSegmentNames } from '../api/segments.js';
import { translator } from '../language/translator.js';
import { localName } from '../shell/format.js';

interface WebhookFieldsProps {
  readonly url: string;
  /** Ids; none: all segments. */
  readonly segments: readonly string[];
  /** Why it could not be saved, if it could not. */
  readonly error: Error | null;
  setUrl(url: string): void;
  setSegments(segments: readonly string[]): void;
}

/** Where a webhook goes, and of which segments it tells. */
export function WebhookFields({ url, segments, error, setUrl, setSegments }: WebhookFieldsProps) {
  const t = translator('sources');
  const { data: names } = useSegmentNames();
  return (
    <>
      <TextInput
        label={t('webhooks.address')}
        type="url"
        placeholder="https://example.com/hooks/kindred"
        required
        value={url}
        error={wrongAddress(error)}
        onChange={(event) => setUrl(event.currentTarget.value)}
        data-autofocus
      />
      <MultiSelect
        label={t('webhooks.segments')}
        description={t('webhooks.segmentsAbout')}
        data={(names ?? [])
          .filter((each) => each.kind !== 'requestTime')
          .map((each) => ({ value: each.id, label: localName(each.name) }))}
        value={[...segments]}
        onChange={setSegments}
        searchable
        clearable
      />
    </>
  );
}

/** What the server says of the address. */
function wrongAddress(error: Error | null): string | null {
  const fault = error instanceof ApiProblem ? error.errors.find(({ path }) => path === 'url') : undefined;
  if (fault === undefined) return null;
  const t = translator('sources');
  return t(fault.code === 'address_with_password' ? 'webhooks.addressWithPassword' : 'webhooks.addressWrong');
}
