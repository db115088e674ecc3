import { track } from './activity.js';
import { every, one } from './bank.js';

/** Reading to three quarters is reading; each mark counts once a page. */
const marks = [25, 50, 75, 100];

export function startReading(): void {
  const article = one('[data-article]', HTMLElement);
  if (article === null) return;
  const slug = article.dataset.article ?? '';
  let reached = 0;
  const look = (): void => {
    const box = article.getBoundingClientRect();
    const percent = ((innerHeight - box.top) / box.height) * 100;
    const mark = marks.filter((item) => item <= percent).at(-1) ?? 0;
    if (mark > reached) {
      reached = mark;
      if (mark >= 50) track('Article Read', { article: slug, percent: mark });
    }
  };
  addEventListener('scroll', look, { passive: true });
}

/** Documents and offers: what they are stands in the markup. */
export function startClicks(): void {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const document = target?.closest<HTMLElement>('[data-document]')?.dataset.document;
    if (document !== undefined) track('Document Downloaded', { document, format: 'pdf' });
    const offer = target?.closest<HTMLElement>('[data-offer]')?.dataset;
    if (offer?.offer !== undefined) track('Offer Clicked', { offer: offer.offer, placement: offer.placement ?? '' });
    const support = target?.closest<HTMLElement>('[data-support]')?.dataset.support;
    if (support !== undefined) {
      track('Support Contacted', { channel: support, topic: 'Accounts' });
      const chat = one('[data-chat]', HTMLElement);
      if (support === 'chat' && chat !== null) chat.hidden = false;
    }
  });
}

export function startContactForm(): void {
  const form = one('[data-contact]', HTMLFormElement);
  if (form === null) return;
  const topic = one('#topic', HTMLSelectElement, form);
  const message = one('#message', HTMLTextAreaElement, form);
  const fault = one('[data-error]', HTMLElement, form);
  const done = one('[data-sent]', HTMLElement, form);
  if (topic === null || message === null || fault === null || done === null) return;
  const wanted = new URLSearchParams(location.search).get('topic');
  if (wanted !== null && [...topic.options].some((option) => option.value === wanted)) topic.value = wanted;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const empty = message.value.trim() === '';
    fault.hidden = !empty;
    message.setAttribute('aria-invalid', String(empty));
    if (empty) {
      message.focus();
      return;
    }
    track('Support Contacted', { channel: 'message', topic: topic.value });
    message.value = '';
    done.hidden = false;
  });
}

/** The list and the map of branches, narrowed as the visitor types; a search that is sent is an event. */
export function startBranchSearch(): void {
  const form = one('[data-branch-search]', HTMLFormElement);
  const field = one('#town', HTMLInputElement);
  if (form === null || field === null) return;
  const show = (): number => {
    const wanted = field.value.trim().toLowerCase();
    let found = 0;
    for (const item of every('[data-branch]', HTMLElement)) {
      const match = (item.dataset.branch ?? '').toLowerCase().includes(wanted);
      item.hidden = !match;
      one(`[data-pin-mark="${item.dataset.pin}"]`, SVGElement)?.classList.toggle('is-away', !match);
      if (match) found += 1;
    }
    const none = one('[data-branch-none]', HTMLElement);
    if (none !== null) none.hidden = found > 0;
    const count = one('[data-branch-count]', HTMLElement);
    if (count !== null) count.textContent = found === 1 ? '1 branch' : `${found} branches`;
    return found;
  };
  field.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const results = show();
    if (field.value.trim() !== '') track('Branch Searched', { town: field.value.trim(), results });
  });
}
