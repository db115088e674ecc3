import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  title: 'En directo',
  about: 'Los eventos de los visitantes y quién entra y sale de los segmentos por ellos.',
  resume: 'Continuar',
  resumeNew: 'Continuar ({count, number} nuevos)',
  pause: 'Pausar',
  filter: 'Filtrar lo que se muestra',
  filterBy: 'Filtrar por persona, evento, página o segmento',
  events: 'Eventos',
  rejected: 'rechazado',
  rejectedAll: 'Todos los eventos rechazados',
  changes: 'Entradas y salidas',
  changesList: 'Entradas y salidas',
  shown: '{count, number} a la vista',
  nothing: 'Nada cumple el filtro',
  waiting: 'Esperando eventos',
  waitingWhy: 'Lo próximo que haga un visitante aparece aquí al momento.',
  still: 'Todavía no ha entrado ni salido nadie',
  stillWhy: 'En cuanto alguien empiece o deje de cumplir un segmento activo, se verá aquí.',
  state: { connecting: 'Conectando…', open: 'En directo', lost: 'Sin conexión, reintentando', paused: 'En pausa' },
};
