import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  title: 'Registro de auditoría',
  about:
    'Quién cambió, unió, separó, exportó y borró lo que se guarda de las personas. Se conserva dos años, no dice valores y, de quienes se borraron, tampoco de quién se trataba.',
  none: 'No se hizo nada a mano',
  noneWhy: 'Quien edita un rasgo, une o separa identificadores, exporta o borra a alguien queda anotado aquí.',
  list: 'Lo que se hizo a mano',
  by: 'por {name}',
  person: 'la persona',
  actions: {
    traitsChanged: 'Rasgos cambiados: {traits}',
    someTraitsChanged: 'Rasgos cambiados',
    idJoined: 'Un identificador unido',
    idParted: 'Un identificador separado',
    exported: 'Todo exportado',
    erased: 'Borrada',
    erasedAndRefused: 'Borrada, y rechazadas sus visitas posteriores',
    eventErased: 'Un evento borrado',
    idAdmitted: 'Un identificador rechazado admitido de nuevo',
  },
  refused: {
    title: 'Identificadores rechazados',
    about:
      '{ids, plural, =0 {No se rechaza ningún identificador.} one {Se rechaza un identificador de una persona borrada.} other {Se rechazan # identificadores de personas borradas.}} {dropped, plural, =0 {} one {Por ello no se admitió un evento.} other {Por ello no se admitieron # eventos.}}',
    admit: 'Admitir de nuevo un identificador…',
    kind: 'Tipo de identificador',
    user: 'Id. de usuario',
    anonymous: 'Id. anónimo',
    id: 'El identificador',
    submit: 'Admitirlo',
    cancel: 'Cancelar',
    done: 'El identificador se admite de nuevo.',
  },
};
