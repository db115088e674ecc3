import { Text } from '@mantine/core';
import { useSite } from '../api/session.js';
import type { Explanation } from '../api/types.js';
import { translator } from '../language/translator.js';
import { clauseOf } from './clause.js';
import classes from './explain.module.css';
import { describeFound } from './found.js';
import { VerdictMark } from './VerdictMark.js';

/** Why somebody is in or out, condition by condition, with the values found. */
export function ExplanationTree({ explanation }: { explanation: Explanation }) {
  // One condition alone in a group needs no group around it.
  const only = explanation.of?.length === 1 && explanation.type !== 'not' ? explanation.of[0] : undefined;
  if (only !== undefined) return <ExplanationTree explanation={only} />;
  return (
    <ul className={classes.tree}>
      <Node explanation={explanation} />
    </ul>
  );
}

const groups = ['all', 'any', 'not'] as const;

function Node({ explanation }: { explanation: Explanation }) {
  const t = translator('explain');
  const { site } = useSite();
  const inner = explanation.type === 'not' ? explanation.of?.[0] : undefined;
  const leaf = inner !== undefined && inner.of === undefined ? inner : explanation;
  const parts = leaf === explanation ? (explanation.of ?? []) : [];
  const found = describeFound(leaf, site.timeZone);
  const group = groups.find((type) => type === explanation.type);
  return (
    <li>
      <div className={classes.node}>
        <VerdictMark matches={explanation.matches} />
        <div>
          <Text size="sm" component="div" className="wrap-anywhere" {...(parts.length > 0 ? { c: 'dimmed' } : {})}>
            {parts.length === 0
              ? clauseOf(explanation.sentence)
              : group === undefined
                ? explanation.sentence
                : t(group)}
          </Text>
          {found !== null && (
            <div className={classes.found}>
              {t('found')}{' '}
              <strong className="wrap-anywhere">{explanation.matches === null ? t('atVisit') : found}</strong>
            </div>
          )}
        </div>
      </div>
      {parts.length > 0 && (
        <ul className={classes.tree}>
          {parts.map((part) => (
            <Node key={part.path} explanation={part} />
          ))}
        </ul>
      )}
    </li>
  );
}
