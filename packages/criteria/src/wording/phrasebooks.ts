import type { Language } from '../properties/descriptor.js';
import { english } from './english.js';
import { german } from './german.js';
import type { Phrasebook } from './phrasebook.js';
import { spanish } from './spanish.js';

/** One of each language of the studio. */
export const phrasebooks: Readonly<Record<Language, Phrasebook>> = { en: english, es: spanish, de: german };
