import { randomFrom } from './random.js';

const categories = 40;
const pages = 200;

/** The eight events of one visitor's session in the Segment format, oldest first: five pages, two products, one order. */
export function sessionOf(person: number, seed: number): readonly Record<string, unknown>[] {
  const random = randomFrom(seed + person * 7919);
  const pick = (n: number) => Math.floor(random() * n);
  const anonymousId = `visitor-${person}`;
  const make = (index: number, event: Record<string, unknown>) => ({
    anonymousId,
    messageId: `bench-${seed}-${person}-${index}`,
    context: {
      page: { path: `/p/${pick(pages)}`, url: `https://shop.example/p/${pick(pages)}`, title: 'Shop', referrer: '' },
      locale: 'en-US',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36',
    },
    ...event,
  });
  const page = (index: number) =>
    make(index, { type: 'page', name: 'Page', properties: { path: `/p/${pick(pages)}` } });
  const product = (index: number) =>
    make(index, {
      type: 'track',
      event: 'Product Viewed',
      properties: { category: `category-${pick(categories)}`, price: 1 + pick(500) },
    });
  return [
    page(0),
    page(1),
    product(2),
    page(3),
    product(4),
    page(5),
    make(6, {
      type: 'track',
      event: pick(3) === 0 ? 'Order Completed' : 'Cart Updated',
      properties: { total: pick(500) },
    }),
    page(7),
  ];
}
