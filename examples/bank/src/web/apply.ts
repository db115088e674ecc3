import { identify, sent, track } from './activity.js';
import { currentCustomer, every, money, one, recall, remember } from './bank.js';

const titles = [
  'What would you like to open?',
  'First, who are you?',
  'How do we reach you?',
  'A few details',
  'Is this right?',
];
const loans = new Set(['mortgage', 'auto-loan', 'personal-loan']);
const draftName = 'larkhaven_application';

/** The application: five steps, kept between visits until it is sent. */
export function startApplication(): void {
  const form = one('[data-apply]', HTMLFormElement);
  if (form === null) return;
  const steps = every('[data-step]', HTMLFieldSetElement, form);
  const back = one('[data-back]', HTMLButtonElement, form);
  const next = one('[data-next]', HTMLButtonElement, form);
  const fault = one('[data-apply-error]', HTMLElement, form);
  const title = one('[data-apply-title]', HTMLElement);
  const marks = every('.progress li', HTMLElement);
  if (back === null || next === null || fault === null || title === null) return;
  let at = 0;
  let begun = '';

  const value = (name: string): string => String(new FormData(form).get(name) ?? '');
  const productName = (): string =>
    one('input[name="product"]:checked', HTMLInputElement, form)?.closest('label')?.textContent?.trim() ?? '';

  function show(step: number): void {
    at = step;
    steps.forEach((fieldset, index) => {
      fieldset.hidden = index !== step;
    });
    marks.forEach((mark, index) => {
      mark.classList.toggle('is-done', index < step);
      if (index === step) mark.setAttribute('aria-current', 'step');
      else mark.removeAttribute('aria-current');
    });
    if (title !== null) title.textContent = titles[step] ?? '';
    if (back !== null) back.hidden = step === 0;
    if (next !== null) next.textContent = step === steps.length - 1 ? 'Send application' : 'Continue';
    const label = one('[data-amount-label]', HTMLElement, form ?? document);
    if (label !== null)
      label.textContent = loans.has(value('product')) ? 'Amount, in dollars' : 'First deposit, in dollars';
    if (step === steps.length - 1) review();
  }

  function review(): void {
    const list = one('[data-review]', HTMLElement, form ?? document);
    const rows: readonly (readonly [string, string])[] = [
      ['Product', productName()],
      ['Name', `${value('firstName')} ${value('lastName')}`],
      ['E-mail', value('email')],
      ['Town', value('town')],
      ['Amount', money(Number(value('amount')))],
    ];
    list?.replaceChildren(
      ...rows.map(([term, text]) => {
        const row = document.createElement('div');
        const dt = document.createElement('dt');
        const dd = document.createElement('dd');
        dt.textContent = term;
        dd.textContent = text;
        row.append(dt, dd);
        return row;
      }),
    );
  }

  function faultOf(step: HTMLFieldSetElement | undefined): string | null {
    const wrong =
      step === undefined ? [] : every('input, select', HTMLElement, step).filter((field) => field.matches(':invalid'));
    const first = wrong[0];
    if (first === undefined) return null;
    first.focus();
    const label = step === undefined ? null : one(`label[for="${first.id}"]`, HTMLElement, step);
    return label === null ? 'Choose one to go on.' : `Please check: ${label.textContent?.toLowerCase()}.`;
  }

  async function submitted(): Promise<void> {
    const product = value('product');
    track('Application Submitted', { product, productName: productName(), amount: Number(value('amount')) });
    if (currentCustomer() === null) {
      identify(`web-${crypto.getRandomValues(new Uint32Array(2)).join('')}`, {
        name: `${value('firstName')} ${value('lastName')}`,
        firstName: value('firstName'),
        lastName: value('lastName'),
        email: value('email'),
        town: value('town'),
        birthday: value('birthday'),
      });
    }
    remember(draftName, null);
    const done = one('[data-apply-done]', HTMLElement);
    if (form !== null) form.hidden = true;
    if (title !== null) title.textContent = 'Thank you';
    if (done !== null) {
      done.hidden = false;
      one('h2', HTMLElement, done)?.focus();
    }
    await sent();
  }

  function advance(): void {
    const problem = faultOf(steps[at]);
    if (fault !== null) {
      fault.hidden = problem === null;
      fault.textContent = problem ?? '';
    }
    if (problem !== null) return;
    const product = value('product');
    if (at === 0 && begun !== product) {
      begun = product;
      track('Application Started', { product, productName: productName() });
    }
    if (at > 0) track('Application Step Completed', { product, step: steps[at]?.dataset.step ?? '', number: at });
    if (at === steps.length - 1) void submitted();
    else {
      show(at + 1);
      title?.focus();
      remember(
        draftName,
        JSON.stringify({
          step: at,
          fields: [...new FormData(form ?? undefined)].map(([name, text]) => [name, String(text)]),
        }),
      );
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    advance();
  });
  back.addEventListener('click', () => {
    fault.hidden = true;
    show(at - 1);
  });

  fillIn(form);
  const wanted = new URLSearchParams(location.search).get('product');
  const choice = one(`input[name="product"][value="${CSS.escape(wanted ?? '')}"]`, HTMLInputElement, form);
  if (choice !== null) choice.checked = true;
  show(0);
}

/** What the visitor told us before, or what the bank knows of its customer. */
function fillIn(form: HTMLFormElement): void {
  const customer = currentCustomer();
  const known: Record<string, string> =
    customer === null
      ? {}
      : { firstName: customer.firstName, lastName: customer.lastName, email: customer.email, town: customer.town };
  for (const [name, text] of [...Object.entries(known), ...draft()]) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof RadioNodeList)
      field.value = text;
  }
}

function draft(): (readonly [string, string])[] {
  try {
    const kept: unknown = JSON.parse(recall(draftName) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('fields' in kept) || !Array.isArray(kept.fields)) return [];
    return kept.fields.filter(
      (field: unknown): field is readonly [string, string] =>
        Array.isArray(field) && typeof field[0] === 'string' && typeof field[1] === 'string',
    );
  } catch {
    return [];
  }
}
