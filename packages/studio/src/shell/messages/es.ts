import type { Catalogue } from '../../language/catalogue.js';
import type { en } from './en.js';

export const es: Catalogue<typeof en> = {
  frame: {
    skip: 'Ir al contenido',
    openMenu: 'Abrir el menú',
    closeMenu: 'Cerrar el menú',
    home: 'Kindred, a los segmentos',
    close: 'Cerrar',
    unreachable: 'No se puede acceder a Kindred',
  },
  navigation: {
    main: 'Principal',
    data: 'Datos',
    segments: 'Segmentos',
    people: 'Personas',
    live: 'En directo',
    keys: 'Orígenes y claves',
    import: 'Importar',
    rejected: 'Eventos rechazados',
    webhooks: 'Webhooks',
    jobs: 'Tareas',
  },
  signIn: {
    page: 'Iniciar sesión – Kindred',
    title: 'Te damos la bienvenida a Kindred',
    about: 'Descubre quiénes son tus visitantes, agrupa a los que se parecen y muestra a cada uno lo que le conviene.',
    refused: 'Ese correo y esa contraseña no se corresponden.',
    email: 'Correo electrónico',
    password: 'Contraseña',
    showPassword: 'Mostrar u ocultar la contraseña',
    submit: 'Iniciar sesión',
    first: '¿Es tu primera vez? El terminal que arrancó Kindred muestra cómo iniciar sesión.',
  },
  site: { label: 'Sitio:', sites: 'Sitios', chosen: 'elegido' },
  user: {
    signedInAs: 'Sesión iniciada como',
    documentation: 'Documentación de la API',
    signOut: 'Cerrar sesión',
    language: 'Idioma',
    toLight: 'Cambiar a colores claros',
    toDark: 'Cambiar a colores oscuros',
  },
  roles: { viewer: 'lectura', editor: 'edición', admin: 'administración' },
  states: {
    failed: 'No se ha podido cargar',
    retry: 'Intentar de nuevo',
    loading: 'Cargando',
    more: 'Cargar más',
  },
  stumbled: {
    title: 'Esta página ha tropezado',
    about:
      'No se ha perdido nada de lo guardado. Prueba la página otra vez; si vuelve a fallar, comunica la línea de abajo.',
    reload: 'Recargar el estudio',
  },
  missing: {
    page: { title: 'No hay tal página', about: 'Esta página no existe' },
    segment: { title: 'No hay tal segmento', about: 'Este segmento no existe' },
    person: { title: 'No hay tal persona', about: 'Esta persona no existe' },
    site: { title: 'No hay tal sitio', about: 'Este sitio no existe' },
    why: 'Puede que se haya eliminado o que la dirección esté mal escrita.',
    toSegments: 'Ir a los segmentos',
  },
  leave: {
    title: '¿Salir sin guardar?',
    about: 'Tus cambios en este segmento no se han guardado y se perderían.',
    confirm: 'Salir y perder los cambios',
    stay: 'Seguir editando',
  },
  palette: {
    label: 'Buscar cualquier cosa',
    open: 'Buscar',
    placeholder: 'Segmentos, personas, páginas, acciones',
    create: 'Nuevo segmento',
    go: 'Ir a {page}',
    actions: 'Acciones',
    nothing: 'No hay nada con ese nombre',
  },
  shortcuts: {
    title: 'Atajos de teclado',
    everywhere: 'En todas partes',
    editor: 'En el editor de segmentos',
    palette: 'Buscar cualquier cosa',
    list: 'Mostrar esta lista',
    search: 'Ir a la búsqueda de la página',
    create: 'Nuevo segmento',
    go: 'Ir a {page}',
    save: 'Guardar',
    undo: 'Deshacer',
    redo: 'Rehacer',
  },
  tour: {
    label: 'Recorrido por el estudio',
    menu: 'Hacer el recorrido',
    offer: '¿Es tu primera vez?',
    offerAbout: 'Cinco paradas, dos minutos: qué es un segmento, cómo se crea y cómo enviar tus propios eventos.',
    start: 'Hacer el recorrido',
    refuse: 'No, gracias',
    next: 'Siguiente',
    back: 'Atrás',
    finish: 'Listo',
    end: 'Terminar el recorrido',
    step: '{step, number} de {of, number}',
    segments: {
      title: 'Segmentos',
      about:
        'Cada fila es un grupo de personas que se parecen, con cuántas son en este segundo. Las cifras se mueven solas cuando la gente entra y sale.',
    },
    segment: {
      title: 'Todo sobre uno',
      about:
        'Su evolución, quiénes son y qué tienen en común. Comparar y Solapamiento dicen en qué se diferencian de todos; Historial dice quién estaba en cada momento y por qué.',
    },
    editor: {
      title: 'Crea uno',
      about:
        'Elige una propiedad o un evento a la izquierda, pon la condición en el centro y lee a la derecha cuántas personas son, antes de guardar nada.',
    },
    live: {
      title: 'Según ocurre',
      about: 'A la izquierda los eventos y a la derecha quién entra y sale de los segmentos por ellos, al momento.',
    },
    keys: {
      title: 'Envía tus propios eventos',
      about:
        'Los fragmentos ya llevan tu clave de escritura. Pega uno en una página o un servidor y el primer visitante aparecerá en directo.',
    },
  },
  copy: { copied: 'Copiado', copy: 'Copiar {what}' },
  value: { unknown: 'desconocido', yes: 'sí', no: 'no', empty: '(vacío)' },
  ago: { now: 'ahora mismo' },
};
