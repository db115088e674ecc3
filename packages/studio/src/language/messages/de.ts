import { de as api } from '../../api/messages/de.js';
import { de as editor } from '../../editor/messages/de.js';
import { de as explain } from '../../explain/messages/de.js';
import { de as imports } from '../../imports/messages/de.js';
import { de as live } from '../../live/messages/de.js';
import { de as people } from '../../people/messages/de.js';
import { de as insight } from '../../segments/insight/messages/de.js';
import { de as members } from '../../segments/members/messages/de.js';
import { de as segments } from '../../segments/messages/de.js';
import { de as past } from '../../segments/past/messages/de.js';
import { de as shell } from '../../shell/messages/de.js';
import { de as sources } from '../../sources/messages/de.js';
import type { Catalogue } from '../catalogue.js';
import type { English } from './en.js';

export const messages: Catalogue<English> = {
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
};
