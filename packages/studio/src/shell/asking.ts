import { modals } from '@mantine/modals';

type Question = Parameters<typeof modals.openConfirmModal>[0];

let heard = false;
let waiting: Question[] = [];

/** Asks in a dialog whether something is to be done; as soon as there is one, where the page has just been loaded. */
export function askWhether(question: Question): void {
  if (heard) modals.openConfirmModal(question);
  else waiting.push(question);
}

/** Called once questions are heard, and asks those that wait. Returns what is to be called when they no longer are. */
export function hearQuestions(): () => void {
  heard = true;
  const questions = waiting;
  waiting = [];
  for (const question of questions) modals.openConfirmModal(question);
  return () => {
    heard = false;
  };
}
