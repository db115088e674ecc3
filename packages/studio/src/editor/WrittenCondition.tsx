import { type Criteria, sentence } from '@kindred/criteria';
import { Text } from '@mantine/core';
import type { WrittenDraft } from './draft.js';

/** A condition that has no fields here yet, in words; it stays as it is until it is removed. */
export function WrittenCondition({ node }: { node: WrittenDraft }) {
  const criteria: Criteria = node.negated ? { type: 'not', of: node.criteria } : node.criteria;
  return <Text size="sm">{sentence(criteria)}</Text>;
}
