export const en = {
  noAnswer: 'The server did not answer. Check that Kindred is running and try again.',
  answered: 'The server answered {status}.',
  wrong: 'Something went wrong.',
} as const;
