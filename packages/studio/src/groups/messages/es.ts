import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  title: 'Cuentas y grupos',
  about:
    'A qué pertenecen las personas: cuentas, organizaciones con las de arriba y las de abajo, grupos de usuarios, equipos y roles.',
  search: 'Buscar grupos',
  searchBy: 'Buscar por nombre o id',
  none: 'Nada coincide',
  noneWhy: 'La búsqueda mira nombres e ids.',
  empty: 'Aún no hay ninguno',
  emptyWhy: 'Llegan con llamadas group, con la importación de personas o por la API.',
  table: {
    name: 'Nombre',
    id: 'Id',
    below: 'Justo debajo',
    people: 'Personas',
    under: 'bajo <link>{parent}</link>',
  },
  kind: {
    account: 'Cuenta',
    organization: 'Organización',
    userGroup: 'Grupo de usuarios',
    team: 'Equipo',
    role: 'Rol',
  },
  page: {
    people: '{count, plural, one {# persona pertenece} other {# personas pertenecen}}',
    tabs: { people: 'Personas', events: 'Eventos', segments: 'Segmentos', changes: 'Entradas y salidas' },
    noSegments: 'Muestra todos los segmentos para ver qué deja a esta cuenta fuera de cada uno.',
    noChanges: 'Esta cuenta no ha entrado en ningún segmento ni ha salido de ninguno.',
  },
  facts: {
    noTraits: 'Aún no se sabe nada. Una llamada group con datos lo llena.',
    place: 'Jerarquía',
    id: 'Id',
  },
  people: {
    within: 'Con los de debajo ({count, number})',
    none: 'Nadie pertenece',
    noneWhy: 'Las personas se unen con una llamada group, con la importación de personas o por la API.',
  },
  events: { noneWhy: 'Nadie que pertenezca ha hecho nada hasta ahora.' },
};
