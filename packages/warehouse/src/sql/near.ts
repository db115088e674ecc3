import { degree, farthest, isCircle, type PropertyNode } from '@kindred/criteria';
import { type Fragment, float64, sql } from '../statement.js';
import { unfit } from './alternative.js';
import type { PropertyColumns } from './columns.js';

/** A place in a circle: the same haversine as `compileNear`, of the single numbers of two columns. */
export function nearCondition(node: PropertyNode, latitudes: PropertyColumns, longitudes: PropertyColumns): Fragment {
  if (node.value === undefined || !isCircle(node.value)) throw unfit(node);
  const circle = node.value;
  const latitude = latitudes.one('n');
  const longitude = longitudes.one('n');
  const radian = float64(degree);
  const north = float64(circle.latitude * degree);
  const shrink = float64(Math.cos(circle.latitude * degree));
  const up = sql`sin((${latitude} * ${radian} - ${north}) / 2)`;
  const across = sql`sin(((${longitude} - ${float64(circle.longitude)}) * ${radian}) / 2)`;
  const haversine = sql`least(1., ${up} * ${up} + ${shrink} * cos(${latitude} * ${radian}) * ${across} * ${across})`;
  return sql`ifNull(abs(${latitude}) <= 90 AND abs(${longitude}) <= 180 AND ${haversine} <= ${float64(farthest(circle))}, 0)`;
}
