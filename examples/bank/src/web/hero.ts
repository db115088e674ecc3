import { currentCustomer, every, one } from './bank.js';
import { decide } from './decisions.js';

/** Longer than this nobody waits for a greeting: the visitor sees what everybody sees. */
const patience = 700;

/** Shows the first hero whose segment the visitor is in. The page holds one for each, in the order of importance. */
export async function chooseHero(): Promise<void> {
  const hero = one('[data-hero]', HTMLElement);
  if (hero === null) return;
  hero.dataset.deciding = '';
  const late = new Promise<null>((resolve) => setTimeout(resolve, patience, null));
  const known = await Promise.race([decide(), late]);
  const keys = new Set(known?.keys ?? []);
  const chosen = every('template[data-hero-for]', HTMLTemplateElement).find((template) =>
    keys.has(template.dataset.heroFor ?? ''),
  );
  if (chosen !== undefined) {
    hero.replaceChildren(chosen.content.cloneNode(true));
    hero.dataset.hero = chosen.dataset.heroFor ?? 'default';
    greetByName(hero);
  }
  delete hero.dataset.deciding;
}

function greetByName(hero: HTMLElement): void {
  const customer = currentCustomer();
  const title = one('h1', HTMLElement, hero);
  if (hero.dataset.hero === 'customers' && customer !== null && title !== null) {
    title.textContent = `Good to see you, ${customer.firstName}.`;
  }
}
