import { en as api } from '../../api/messages/en.js';
import { en as editor } from '../../editor/messages/en.js';
import { en as explain } from '../../explain/messages/en.js';
import { en as imports } from '../../imports/messages/en.js';
import { en as live } from '../../live/messages/en.js';
import { en as people } from '../../people/messages/en.js';
import { en as insight } from '../../segments/insight/messages/en.js';
import { en as members } from '../../segments/members/messages/en.js';
import { en as segments } from '../../segments/messages/en.js';
import { en as past } from '../../segments/past/messages/en.js';
import { en as shell } from '../../shell/messages/en.js';
import { en as sources } from '../../sources/messages/en.js';

export const messages = {
  api,
  editor,
  explain,
  insight,
  imports,
  live,
  members,
  past,
  people,
  segments,
  shell,
  sources,
} as const;

export type English = typeof messages;
