import type { Page } from 'playwright-core';

/** What React hands to whoever watches it: parts of the page, each beside what it was before. */
interface Fiber {
  readonly flags: number;
  readonly tag: number;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

declare global {
  interface Window {
    drawnParts: number;
  }
}

/** Counts from the next loading on the components that are drawn in answer to an input, before anything else happens. */
export async function countDrawn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // As React tells its developer tools: a part did work of its own (1); a function, or one that is compared first.
    const worked = 1;
    const components = new Set([0, 11, 15]);
    let counting = false;
    window.drawnParts = 0;
    const walk = (fiber: Fiber) => {
      const before = fiber.alternate;
      if (components.has(fiber.tag) && (before === null || (fiber.flags & worked) !== 0)) window.drawnParts += 1;
      // What was not looked at again has the same children as before.
      if (before !== null && before.child === fiber.child) return;
      for (let child = fiber.child; child !== null; child = child.sibling) walk(child);
    };
    window.addEventListener(
      'input',
      () => {
        counting = true;
        window.drawnParts = 0;
        setTimeout(() => {
          counting = false;
        });
      },
      true,
    );
    Object.assign(window, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        checkDCE() {},
        inject: () => 1,
        onCommitFiberUnmount() {},
        onCommitFiberRoot(_renderer: number, root: { current: Fiber }) {
          if (counting) walk(root.current);
        },
      },
    });
  });
}

/** How many components the last input drew. */
export async function drawn(page: Page): Promise<number> {
  return page.evaluate(() => window.drawnParts);
}
