import type { DecidedSegment } from '@kindred/browser';
import { forget, onTold, type Told } from './activity.js';
import { currentCustomer, kindred, recall, remember, rememberCustomer } from './bank.js';
import { decide, type Known, onDecided } from './decisions.js';

const openName = 'larkhaven_panel';
/** Windows pass with no event, so an open panel asks again now and then. */
const refreshEvery = 12_000;
const toldShown = 4;

const campaigns = [
  ['Paid search: free checking', '/demo/checking/?utm_source=google&utm_medium=cpc&utm_campaign=free-checking'],
  [
    'Affiliate: rate comparison',
    '/demo/checking/?utm_source=ratefinder&utm_medium=affiliate&utm_campaign=free-checking',
  ],
  ['Newsletter: home buying', '/demo/loans/mortgage/?utm_source=crm&utm_medium=email&utm_campaign=home-buying'],
  [
    'Instagram: first home',
    '/demo/articles/first-home/?utm_source=instagram&utm_medium=paid-social&utm_campaign=first-home',
  ],
] as const;

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** In the visitor's language, else in English, else in whatever there is. */
function nameOf(segment: DecidedSegment): string {
  const { name, key } = segment;
  const language = navigator.language.split('-')[0] ?? 'en';
  return name[language] ?? name.en ?? Object.values(name)[0] ?? key;
}

/** A small window into Kindred: who it takes the visitor for, and the segments, as they change. */
export function showPanel(): void {
  const count = element('span', 'knows-count', '0');
  const toggle = element(
    'button',
    'knows-toggle',
    element('span', 'knows-dot'),
    element('span', 'knows-label', 'What Kindred knows'),
    count,
  );
  toggle.type = 'button';
  toggle.setAttribute('aria-expanded', 'false');
  toggle.setAttribute('aria-controls', 'knows');

  const who = element('p', 'knows-who');
  const list = element('ul', 'knows-segments');
  list.setAttribute('aria-live', 'polite');
  const status = element('p', 'knows-status');
  const told = element('ol', 'knows-told');
  const ways = element('ul', 'knows-ways');
  for (const [label, href] of campaigns) {
    const anchor = element('a', '', label);
    anchor.href = href;
    ways.append(element('li', '', anchor));
  }
  const forgetMe = element('button', 'knows-forget', 'Forget me');
  forgetMe.type = 'button';
  const studio = element('a', '', 'Open the studio');
  studio.href = '/studio/';
  const panel = element(
    'section',
    'knows-panel',
    element('h2', '', 'What Kindred knows'),
    who,
    list,
    status,
    element('h3', '', 'Told just now'),
    told,
    element('h3', '', 'Come by a campaign'),
    ways,
    element('p', 'knows-links', studio, forgetMe),
  );
  panel.id = 'knows';
  panel.setAttribute('aria-label', 'What Kindred knows of this visit');
  panel.hidden = true;
  const knows = element('div', 'knows', panel, toggle);
  document.body.append(knows);

  let before: ReadonlySet<string> | null = null;

  function showVisitor(): void {
    const customer = currentCustomer();
    const id = kindred?.anonymousId();
    who.replaceChildren(
      customer === null ? 'A guest' : element('strong', '', `${customer.firstName} ${customer.lastName}`),
      element('code', '', customer === null ? (id?.slice(0, 8) ?? 'no id is kept') : customer.userId),
    );
  }

  function showSegments(known: Known): void {
    count.textContent = String(known.segments.length);
    const now = new Set(known.keys);
    list.replaceChildren(
      ...known.segments.map((segment) => {
        const item = element('li', before !== null && !before.has(segment.key) ? 'is-new' : '', nameOf(segment));
        item.dataset.segment = segment.key;
        return item;
      }),
    );
    if (known.segments.length === 0) list.append(element('li', 'is-none', 'In no segment yet. Look around.'));
    status.textContent =
      known.error === null
        ? `Decided in ${Math.max(1, Math.round(known.took))} ms`
        : 'Kindred does not answer just now';
    if (before !== null && known.keys.some((key) => before !== null && !before.has(key))) pulse();
    before = now;
    showVisitor();
  }

  function pulse(): void {
    toggle.classList.remove('has-news');
    // Reading the layout ends the running animation, so that the same class can start it anew.
    void toggle.offsetWidth;
    toggle.classList.add('has-news');
  }

  function open(shown: boolean): void {
    panel.hidden = !shown;
    toggle.setAttribute('aria-expanded', String(shown));
    remember(openName, shown ? 'open' : null);
    if (shown) void decide();
  }

  onDecided(showSegments);
  onTold(({ at, text }: Told) => {
    const time = element(
      'time',
      '',
      at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    );
    time.dateTime = at.toISOString();
    told.prepend(element('li', '', element('span', '', text), time));
    while (told.children.length > toldShown) told.lastElementChild?.remove();
    void decide();
  });
  toggle.addEventListener('click', () => open(panel.hidden !== false));
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    open(false);
    toggle.focus();
  });
  forgetMe.addEventListener('click', () => {
    forget();
    rememberCustomer(null);
    location.assign('/demo/');
  });
  setInterval(() => {
    if (!panel.hidden && document.visibilityState === 'visible') void decide();
  }, refreshEvery);
  showVisitor();
  if (recall(openName) === 'open') open(true);
}
