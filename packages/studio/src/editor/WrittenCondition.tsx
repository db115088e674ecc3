import { type Criteria, sentence } from '@kindred/criteria';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { translator } from '../language/translator.js';
import { useTree } from './context.js';
import type { WrittenDraft } from './draft.js';
import { nodeOf } from './opened-draft.js';
import { useWording } from './useWording.js';
import type { PaletteScope } from './vocabulary.js';
import { readText, textOf } from './written.js';

/** A condition without fields of its own, in words, and as text to be edited. */
export function WrittenCondition({ node, scope }: { node: WrittenDraft; scope: PaletteScope }) {
  const t = translator('editor');
  const { replace, subject } = useTree();
  const wording = useWording(scope.of === 'visitor' ? 'person' : subject);
  const criteria: Criteria = node.negated ? { type: 'not', of: node.criteria } : node.criteria;
  if (node.open) return <TextForm node={node} criteria={criteria} scope={scope} />;
  return (
    <>
      <Text size="sm" className="wrap-anywhere">
        {sentence(criteria, wording)}
      </Text>
      <Button variant="subtle" size="xs" color="gray" onClick={() => replace({ ...node, open: true })}>
        {t('menu.text')}
      </Button>
    </>
  );
}

interface TextFormProps {
  readonly node: WrittenDraft;
  readonly criteria: Criteria;
  readonly scope: PaletteScope;
}

function TextForm({ node, criteria, scope }: TextFormProps) {
  const t = translator('editor');
  const { replace, focus, subject } = useTree();
  const [text, setText] = useState(() => textOf(criteria));
  const [fault, setFault] = useState<string | null>(null);
  const settle = (settled: Criteria) => {
    replace({ ...nodeOf(settled), id: node.id });
    focus(node.id);
  };
  const apply = () => {
    const read = readText(text, scope, subject);
    if (read.criteria === null) setFault(read.fault);
    else settle(read.criteria);
  };
  return (
    <Stack gap="xs" w="100%">
      <Textarea
        label={t('written.label')}
        description={t('written.about')}
        autosize
        minRows={4}
        maxRows={24}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        value={text}
        error={fault}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setFault(null);
        }}
      />
      <Group gap="xs">
        <Button size="xs" onClick={apply}>
          {t('written.apply')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => settle(criteria)}>
          {t('written.leave')}
        </Button>
      </Group>
    </Stack>
  );
}
