import { es as api } from '../../api/messages/es.js';
import { es as editor } from '../../editor/messages/es.js';
import { es as explain } from '../../explain/messages/es.js';
import { es as imports } from '../../imports/messages/es.js';
import { es as live } from '../../live/messages/es.js';
import { es as people } from '../../people/messages/es.js';
import { es as insight } from '../../segments/insight/messages/es.js';
import { es as members } from '../../segments/members/messages/es.js';
import { es as segments } from '../../segments/messages/es.js';
import { es as past } from '../../segments/past/messages/es.js';
import { es as shell } from '../../shell/messages/es.js';
import { es as sources } from '../../sources/messages/es.js';
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
