import type { CalendarUnit, RollingUnit, Window } from '@kindred/criteria';
import { translator } from '../language/translator.js';

/** When an event counts, as it is entered. */
export type WindowDraft =
  | { readonly kind: 'ever' }
  | { readonly kind: 'rolling'; readonly amount: number | null; readonly unit: RollingUnit }
  | { readonly kind: 'calendar'; readonly unit: CalendarUnit; readonly ago: number | null }
  | { readonly kind: 'past'; readonly from: number | null; readonly to: number | null; readonly unit: RollingUnit }
  /** Dates; an empty one leaves that end open. */
  | { readonly kind: 'fixed'; readonly from: string; readonly to: string };

/** Null for windows that have no fields: past ones of two units, and fixed ones that begin or end within a day. */
export function windowDraftOf(window: Window | undefined): WindowDraft | null {
  if (window === undefined) return { kind: 'ever' };
  if ('calendar' in window) return { kind: 'calendar', unit: window.calendar, ago: window.ago ?? 0 };
  if ('rolling' in window) return { kind: 'rolling', amount: window.rolling.amount, unit: window.rolling.unit };
  if ('past' in window) {
    const { from, to } = window.past;
    return from.unit === to.unit ? { kind: 'past', from: from.amount, to: to.amount, unit: from.unit } : null;
  }
  const { from = '', to = '' } = window.fixed;
  return [from, to].every((end) => end === '' || /^\d{4}-\d\d-\d\d$/.test(end)) ? { kind: 'fixed', from, to } : null;
}

/** What is still to be given; null when nothing is. */
export function missingInWindow(window: WindowDraft): string | null {
  const t = translator('editor');
  switch (window.kind) {
    case 'ever':
      return null;
    case 'rolling':
      return window.amount === null ? t('missing.howLongAgo') : null;
    case 'calendar':
      return window.ago === null ? t('missing.periodsAgo') : null;
    case 'past':
      if (window.from === null || window.to === null) return t('missing.timeEnds');
      return null;
    case 'fixed':
      return window.from === '' && window.to === '' ? t('missing.day') : null;
  }
}

export function windowOf(window: WindowDraft): Window | undefined {
  switch (window.kind) {
    case 'ever':
      return undefined;
    case 'rolling':
      return { rolling: { amount: window.amount ?? 1, unit: window.unit } };
    case 'calendar':
      return { calendar: window.unit, ...(window.ago === null || window.ago === 0 ? {} : { ago: window.ago }) };
    case 'past': {
      const { from, to, unit } = window;
      return { past: { from: { amount: from ?? 1, unit }, to: { amount: to ?? 0, unit } } };
    }
    case 'fixed': {
      const { from, to } = window;
      return { fixed: { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) } };
    }
  }
}
