import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  choice: {
    label: 'Comparar con',
    none: '–',
    week: 'hace una semana',
    month: 'hace un mes',
    year: 'hace un año',
    at: 'un día…',
    time: 'A fecha de, en {zone}',
    notPast: 'Elija un momento hasta ahora',
  },
  counting: 'Contando quién cumplía entonces…',
  failed: 'No se pudo comparar',
  figures: {
    caption: 'A fecha de {at} y ahora',
    past: 'Entonces',
    now: 'Ahora',
    change: 'Cambio',
    total: '{subject, select, account {Cuentas} other {Personas}}',
    known: 'Usuarios conocidos',
    guests: 'Invitados',
    share: 'Del total',
    onlyNow: 'desde entonces',
    onlyEarlier: 'ya no están',
    lowToHigh: '{low} a {high}',
  },
  known: {
    past: 'Entonces: según lo hecho hasta ese momento; se conocen eventos desde {since}.',
    noEvents: 'De este sitio no se conoce ningún evento.',
    asNow: 'Como es ahora, también para entonces: {what}.',
    identities:
      '{subject, select, account {quién es la misma persona} other {quién es usuario conocido, quién invitado y quién es la misma persona}}',
    traits: 'los atributos de las personas',
    groups:
      '{subject, select, account {qué cuentas hay, sus atributos y quién pertenece a ellas} other {los grupos, sus atributos y quién pertenece a ellos}}',
    names:
      '{subject, select, account {las cuentas añadidas o excluidas} other {las personas añadidas o excluidas}} por nombre',
    runs: 'Los segmentos programados cuentan como si se hubieran ejecutado en ambos momentos.',
    visit: 'El resto depende de la visita, y con él el cambio.',
    behind: 'Los eventos más nuevos están aún en camino.',
    nobody: 'Que se sepa, a fecha de {at} no había venido nadie.',
  },
  spoken:
    '{subject, select, account {Cuentas} other {Personas}} a fecha de {at}: {past}; ahora: {now}; cambio: {change}',
  spokenBetween: '{subject, select, account {Cuentas} other {Personas}} a fecha de {at}: {past}; ahora: {now}',
  overview: {
    title: 'Entonces y ahora',
    about: 'Cuántos encuentra ahora su definición actual, y cuántos habría encontrado antes.',
    kept: '{subject, select, account {{size, plural, one {# cuenta estaba} other {# cuentas estaban}}} other {{size, plural, one {# persona estaba} other {# personas estaban}}}} de verdad en ese momento, según la definición y lo que se sabía entonces.',
    keptLink: 'Miembros de entonces',
    notKept: 'En ese momento no se guardaban sus miembros.',
    who: 'A quién se muestra',
    onlyNow: 'Desde entonces',
    onlyEarlier: 'Ya no están',
    nobodyNew: 'Nadie ha entrado desde entonces',
    nobodyGone: 'Nadie ha salido desde entonces',
  },
};
