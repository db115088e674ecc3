import type { RunningProduct } from '@kindred/cli/testing';
import type { Criteria } from '@kindred/criteria';

/** A hundred live segments of four kinds: by product category, by order total, by pages, by trait and behaviour. */
export function liveCriteria(index: number): Criteria {
  switch (index % 4) {
    case 0:
      return {
        type: 'event',
        event: 'Product Viewed',
        where: {
          type: 'property',
          property: 'properties.category',
          operator: 'equals',
          value: `category-${index % 40}`,
        },
        count: { atLeast: 1 + (index % 3) },
        window: { rolling: { amount: 30, unit: 'days' } },
      };
    case 1:
      return {
        type: 'event',
        event: 'Order Completed',
        where: { type: 'property', property: 'properties.total', operator: 'atLeast', value: index * 5 },
        count: { atLeast: 1 },
        window: { rolling: { amount: 7, unit: 'days' } },
      };
    case 2:
      return {
        type: 'event',
        event: 'Page Viewed',
        where: { type: 'property', property: 'properties.path', operator: 'equals', value: `/p/${index}` },
        count: { atLeast: 1 },
        window: { rolling: { amount: 1 + (index % 5), unit: 'hours' } },
      };
    default:
      return {
        type: 'all',
        of: [
          {
            type: 'any',
            of: [
              { type: 'property', property: 'user.plan', operator: 'equals', value: `plan-${index % 10}` },
              { type: 'event', event: 'Cart Updated', count: { atLeast: 1 + (index % 2) } },
            ],
          },
          {
            type: 'not',
            of: { type: 'event', event: 'Order Completed', count: { atLeast: 1 }, window: { calendar: 'day' } },
          },
        ],
      };
  }
}

const browsers = ['Chrome', 'Firefox', 'Safari', 'Edge', 'Opera'];
const languages = ['en', 'de', 'fr', 'pt', 'es', 'it', 'pl', 'nl', 'sv', 'ja'];

/** Request-time segments: a condition of the visit beside one of the visitor. */
export function requestCriteria(index: number): Criteria {
  const visit: Criteria =
    index % 2 === 0
      ? { type: 'property', property: 'request.browser', operator: 'equals', value: browsers[index % 5] ?? 'Chrome' }
      : {
          type: 'property',
          property: 'request.language',
          operator: 'startsWith',
          value: languages[index % 10] ?? 'en',
        };
  const place: Criteria = { type: 'property', property: 'request.path', operator: 'startsWith', value: `/p/${index}` };
  return { type: 'all', of: [visit, { type: 'any', of: [place, liveCriteria(index)] }] };
}

/** Creates and activates segments, a few requests at a time, and waits until every live one is ready. */
export async function createSegments(product: RunningProduct, criteria: readonly Criteria[]): Promise<void> {
  const rest = criteria.entries();
  const makeRest = async () => {
    for (const [index, one] of rest) {
      await product.call('POST', '/v1/segments', {
        key: `bench-${index}`,
        name: { en: `Bench ${index}` },
        criteria: one,
        includeGuests: true,
        public: true,
        active: true,
      });
    }
  };
  await Promise.all(Array.from({ length: 4 }, makeRest));
  await untilReady(product, criteria.length);
}

async function untilReady(product: RunningProduct, total: number): Promise<void> {
  const deadline = Date.now() + 300_000;
  for (;;) {
    const open = states(await product.call('GET', '/v1/segments?state=backfilling&limit=200'));
    const failed = states(await product.call('GET', '/v1/segments?state=failed&limit=200'));
    if (failed > 0) throw new SegmentsFailed(`${failed} of ${total} segments failed to count their past`);
    if (open === 0) return;
    if (Date.now() > deadline) throw new SegmentsFailed(`${open} of ${total} segments still count their past`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export class SegmentsFailed extends Error {
  override readonly name = 'SegmentsFailed';
  readonly code = 'segments_failed';
}

function states(page: unknown): number {
  if (typeof page !== 'object' || page === null || !('items' in page) || !Array.isArray(page.items)) return 0;
  return page.items.length;
}
