/** What one check found: in words, with what to do where something is wrong. */
export interface Finding {
  readonly subject: string;
  readonly state: 'good' | 'doubtful' | 'bad';
  readonly words: string;
  readonly advice?: string;
}

export function good(subject: string, words: string): Finding {
  return { subject, state: 'good', words };
}

export function doubtful(subject: string, words: string, advice: string): Finding {
  return { subject, state: 'doubtful', words, advice };
}

export function bad(subject: string, words: string, advice: string): Finding {
  return { subject, state: 'bad', words, advice };
}
