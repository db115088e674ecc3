import { en as api } from '../../api/messages/en.js';
import { en as segments } from '../../segments/messages/en.js';
import { en as shell } from '../../shell/messages/en.js';

export const messages = { api, segments, shell } as const;

export type English = typeof messages;
