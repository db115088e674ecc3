import type { RowMeaning } from '../../api/insight.js';
import { translator } from '../../language/translator.js';
import { formatNumber, formatValue } from '../../shell/format.js';

/** What the people of a row have in common, in words. */
export function rowLabel(is: RowMeaning): string {
  const t = translator('insight');
  switch (is.kind) {
    case 'value':
      return formatValue(is.value);
    case 'range':
      if (is.from === null) return is.to === null ? t('rows.any') : t('rows.below', { to: formatNumber(is.to) });
      return is.to === null
        ? t('rows.from', { from: formatNumber(is.from) })
        : t('rows.range', { from: formatNumber(is.from), to: formatNumber(is.to) });
    case 'times':
      if (is.to === 0) return t('rows.never');
      if (is.to === null) return t('rows.timesMore', { from: is.from });
      return is.to === is.from ? t('rows.times', { from: is.from }) : t('rows.timesTo', { from: is.from, to: is.to });
    case 'ago':
      if (is.to === null) return t('rows.agoMore', { from: is.from ?? 0 });
      return is.from === null ? t('rows.agoUpTo', { to: is.to }) : t('rows.agoBetween', { from: is.from, to: is.to });
    case 'other':
      return t('rows.other');
    case 'missing':
      return t('rows.missing');
  }
}
