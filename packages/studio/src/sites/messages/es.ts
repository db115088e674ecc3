import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  title: 'Sitios',
  about:
    'Cada sitio tiene sus propias personas, eventos, segmentos y claves. Solo los segmentos del sitio global llegan a los demás.',
  global: {
    title: 'Sitio global',
    about:
      'Los segmentos activos del sitio global están en todos los demás sitios. Solo se modifican en el sitio global; quién está en ellos se cuenta en cada sitio sobre sus propias personas.',
    label: 'Qué sitio es el global',
    none: 'Ningún sitio',
    save: 'Guardar',
    saved: 'Guardado. Los sitios cuentan lo que es nuevo para ellos.',
    confirm: '¿Retirar los segmentos de «{name}» de los demás sitios?',
    confirmAbout: 'Allí se eliminan con sus miembros y su historial. En «{name}» se quedan como están.',
    withdraw: 'Retirarlos',
    keep: 'Mantenerlos',
    failed: 'No se ha guardado',
    inUse: 'Estos segmentos se refieren a algunos de ellos. Cámbielos primero:',
  },
  list: 'Todos los sitios',
  name: 'Sitio',
  zone: 'Zona horaria',
  isGlobal: 'global',
};
