import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

type Question = Parameters<typeof modals.openConfirmModal>[0];

let heard = false;
let waiting: (() => void)[] = [];

function onceHeard(open: () => void): void {
  if (heard) open();
  else waiting.push(open);
}

/** Asks in a dialog whether something is to be done; as soon as there is one, where the page has just been loaded. */
export function askWhether(question: Question): void {
  onceHeard(() => modals.openConfirmModal(question));
}

/** The same with answers of its own instead of yes and no. */
export function askAmong(title: string, content: (close: () => void) => ReactNode): void {
  onceHeard(() => modals.open({ title, children: content(() => modals.closeAll()) }));
}

/** Called once questions are heard, and asks those that wait. Returns what is to be called when they no longer are. */
export function hearQuestions(): () => void {
  heard = true;
  const questions = waiting;
  waiting = [];
  for (const open of questions) open();
  return () => {
    heard = false;
  };
}
