import type { Catalogue } from '../../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  growth: {
    title: 'Tamaño, entradas y salidas',
    range: 'Desde cuándo',
    days: '{days, plural, one {# día} other {# días}}',
    size: 'Miembros',
    day: 'Día',
    entered: 'Entraron',
    left: 'Salieron',
    table: 'Tamaño, entradas y salidas por día',
    notKept: 'sin datos',
    behind: 'Los últimos momentos aún se están contando.',
    backfill:
      '{subject, select, account {{count, plural, one {# cuenta se encontró} other {# cuentas se encontraron}}} other {{count, plural, one {# persona se encontró} other {# personas se encontraron}}}} al contar el pasado; están en el tamaño, no entre las entradas.',
  },
  members: {
    at: 'Miembros a fecha de',
    show: 'Mostrar',
    now: 'Volver a entradas y salidas',
    zone: 'En la zona horaria del sitio, {zone}',
    size: '{count, plural, one {# miembro entonces} other {# miembros entonces}}',
    unknown: 'En ese momento no se guardaban sus miembros',
    future: 'Ese momento aún no ha llegado',
    futureWhy: 'Quién sea miembro entonces se anotará cuando llegue.',
    unknownWhy:
      'Quién está en un segmento se sabe desde que se activa. Cuántos habría encontrado antes su definición actual lo dice la comparación <link>Entonces y ahora</link>.',
    nobody: '{subject, select, account {Entonces no había ninguna cuenta} other {Entonces no había nadie}}',
  },
  overlap: {
    about:
      'Cuántas {subject, select, account {cuentas} other {personas}} hay en cada combinación de estos segmentos. Las barras son exactas; haz clic en una para crear ese segmento.',
    choose: 'Comparar con',
    chooseHint: 'Hasta otros siete segmentos',
    mode: 'Qué cuenta una barra',
    only: 'Exactamente en estos',
    all: 'Al menos en estos',
    none: 'Elige un segmento con el que comparar',
    noneWhy: 'Muestra cuántos están en ambos y cuántos solo en uno.',
    empty: 'No hay {subject, select, account {ninguna cuenta} other {nadie}} en ninguno',
    combination:
      '{names}: {subject, select, account {{count, plural, one {# cuenta} other {# cuentas}}} other {{count, plural, one {# persona} other {# personas}}}}',
    make: '{names}: {subject, select, account {{count, plural, one {# cuenta} other {# cuentas}}} other {{count, plural, one {# persona} other {# personas}}}}. Crear este segmento',
    showAll: 'Mostrar las {count, number} combinaciones',
    size: '{subject, select, account {{count, plural, one {# cuenta} other {# cuentas}}} other {{count, plural, one {# persona} other {# personas}}}}',
    and: ' y ',
  },
  flow: {
    about:
      '{subject, select, account {Una cuenta} other {Alguien}} puede estar en varios segmentos, así que las cifras de un lado pueden sumar más que el total.',
    range: 'En los últimos',
    left: 'Dónde están ahora los que salieron',
    leftCount:
      '{count, plural, =0 {No salió ningún miembro} one {Salió # miembro} other {Salieron # miembros}} en este tiempo.',
    entered: 'De dónde vinieron los que entraron',
    enteredCount:
      '{count, plural, =0 {No entró ningún miembro} one {Entró # miembro} other {Entraron # miembros}} en este tiempo.',
    back: 'de vuelta en este segmento',
    none: 'en ningún segmento',
    more: 'Mostrar los {count, number}',
  },
};
