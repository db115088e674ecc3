import { ModalsProvider } from '@mantine/modals';
import { useEffect } from 'react';
import { translator } from '../language/translator.js';
import { hearQuestions } from './asking.js';

/** Where `askWhether` asks; a file of its own, which comes after the first page: what is asked before waits for it. */
export default function Questions() {
  const close = translator('shell')('frame.close');
  // Runs after what the provider itself does to hear of them.
  useEffect(hearQuestions, []);
  return <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': close } }}>{null}</ModalsProvider>;
}
