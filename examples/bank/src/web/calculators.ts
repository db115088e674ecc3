import { track } from './activity.js';
import { every, money, one } from './bank.js';

/** Somebody who slides on is still looking for the number they mean. */
const settled = 900;

/** Monthly payment of an annuity loan; `rate` in percent a year. */
function payment(amount: number, months: number, rate: number): number {
  const monthly = rate / 1_200;
  return (amount * monthly) / (1 - (1 + monthly) ** -months);
}

/** What equal monthly amounts, paid in at each month's end, come to. */
function savedUp(amount: number, months: number, rate: number): number {
  const monthly = rate / 1_200;
  return (amount * ((1 + monthly) ** months - 1)) / monthly;
}

export function startCalculators(): void {
  for (const form of every('[data-calculator]', HTMLFormElement)) startCalculator(form);
}

function startCalculator(form: HTMLFormElement): void {
  const amount = one('[name="amount"]', HTMLInputElement, form);
  const years = one('[name="years"]', HTMLInputElement, form);
  const calculator = form.dataset.calculator ?? '';
  const rate = Number(form.dataset.rate);
  if (amount === null || years === null) return;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (selector: string, text: string): void => {
    const target = one(selector, HTMLElement, form);
    if (target !== null) target.textContent = text;
  };
  const show = (): void => {
    const months = years.valueAsNumber * 12;
    const sum = amount.valueAsNumber;
    write('[data-amount]', money(sum));
    write('[data-years]', years.value === '1' ? '1 year' : `${years.value} years`);
    if (calculator === 'savings') {
      const total = savedUp(sum, months, rate);
      write('[data-result]', money(total));
      write('[data-detail]', `of which ${money(total - sum * months)} is interest, at ${rate.toFixed(2)}% APY`);
    } else {
      const monthly = payment(sum, months, rate);
      write('[data-result]', money(monthly));
      write('[data-detail]', `${money(monthly * months - sum)} interest in all, at ${rate.toFixed(2)}% APR`);
    }
    for (const slider of [amount, years]) {
      const share = (slider.valueAsNumber - Number(slider.min)) / (Number(slider.max) - Number(slider.min));
      slider.style.setProperty('--filled', `${share * 100}%`);
    }
  };
  const used = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      track('Rate Calculator Used', {
        calculator,
        amount: amount.valueAsNumber,
        termMonths: years.valueAsNumber * 12,
        rate,
      });
    }, settled);
  };
  form.addEventListener('input', () => {
    show();
    used();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  show();
}
