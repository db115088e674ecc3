import { ModalsProvider } from '@mantine/modals';
import { translator } from '../language/translator.js';

/** Where `modals.openConfirmModal` asks; a file of its own, since nothing is asked before the first page shows. */
export default function Questions() {
  const close = translator('shell')('frame.close');
  return <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': close } }}>{null}</ModalsProvider>;
}
