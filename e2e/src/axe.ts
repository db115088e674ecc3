import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What of the page keeps people with assistive technology out, a line each; nothing where all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(audit);
}

/** Runs in the page, where axe is. */
async function audit(): Promise<string[]> {
  interface Result {
    readonly violations: readonly { id: string; help: string; nodes: readonly { html: string }[] }[];
  }
  const holder = window as unknown as { axe: { run(): Promise<Result> } };
  const { violations } = await holder.axe.run();
  return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0]?.html.slice(0, 200)}`);
}
