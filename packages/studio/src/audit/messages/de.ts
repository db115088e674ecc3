import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const de: Catalogue<typeof en> = {
  title: 'Protokoll',
  about:
    'Wer geändert, verbunden, getrennt, exportiert und gelöscht hat, was von Personen gespeichert ist. Es bleibt zwei Jahre, nennt keine Werte, und bei Gelöschten nicht, um wen es ging.',
  none: 'Nichts wurde von Hand getan',
  noneWhy: 'Wer ein Merkmal ändert, IDs verbindet oder trennt, jemanden exportiert oder löscht, wird hier vermerkt.',
  list: 'Was von Hand getan wurde',
  by: 'durch {name}',
  person: 'die Person',
  actions: {
    traitsChanged: 'Merkmale geändert: {traits}',
    someTraitsChanged: 'Merkmale geändert',
    idJoined: 'Eine ID verbunden',
    idParted: 'Eine ID getrennt',
    exported: 'Alles exportiert',
    erased: 'Gelöscht',
    erasedAndRefused: 'Gelöscht, spätere Besuche abgewiesen',
    eventErased: 'Ein Ereignis gelöscht',
    idAdmitted: 'Eine abgewiesene ID wieder zugelassen',
  },
  refused: {
    title: 'Abgewiesene IDs',
    about:
      '{ids, plural, =0 {Keine ID wird abgewiesen.} one {Eine ID einer gelöschten Person wird abgewiesen.} other {# IDs gelöschter Personen werden abgewiesen.}} {dropped, plural, =0 {} one {Ein Ereignis wurde deshalb nicht angenommen.} other {# Ereignisse wurden deshalb nicht angenommen.}}',
    admit: 'Eine ID wieder zulassen …',
    kind: 'Art der ID',
    user: 'Benutzer-ID',
    anonymous: 'Anonyme ID',
    id: 'Die ID',
    submit: 'Zulassen',
    cancel: 'Abbrechen',
    done: 'Die ID ist wieder zugelassen.',
  },
};
