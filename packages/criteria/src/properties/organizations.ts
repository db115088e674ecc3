import { type DescriptorRow, describeScope, type PropertyDescriptor, type Words } from './descriptor.js';

/** In a sentence the kind of group stands beside it. */
function idRow(en: Words, [idEs, meaningEs]: Words, [idDe, meaningDe]: Words): DescriptorRow {
  const es: Words = [idEs, meaningEs, { noun: 'id' }];
  const de: Words = [idDe, meaningDe, { noun: 'ID' }];
  return { path: 'id', type: 'text', origin: 'always', values: 'suggest', en, es, de };
}

const account: readonly DescriptorRow[] = [
  idRow(['account id', 'Id of the account'], ['id de cuenta', 'El id de la cuenta'], ['Konto-ID', 'ID des Kontos']),
  {
    path: 'name',
    type: 'text',
    values: 'suggest',
    en: ['account name', 'What the account is called'],
    es: ['nombre de la cuenta', 'Cómo se llama la cuenta', { noun: 'nombre' }],
    de: ['Name des Kontos', 'Wie das Konto heißt', { noun: 'Name' }],
  },
  {
    path: 'type',
    type: 'text',
    values: 'suggest',
    en: ['account type', 'Kind of account, such as business or guest'],
    es: ['tipo de cuenta', 'Clase de cuenta, por ejemplo empresa o invitado', { noun: 'tipo' }],
    de: ['Art des Kontos', 'Zum Beispiel Geschäft oder Gast', { noun: 'Art' }],
  },
  {
    path: 'industry',
    type: 'text',
    values: 'suggest',
    en: ['industry', 'The trade that the account is in'],
    es: ['sector', 'El sector al que pertenece la cuenta'],
    de: ['Branche', 'Die Branche, zu der das Konto gehört'],
  },
  {
    path: 'employees',
    type: 'number',
    en: ['employees', 'How many people work there'],
    es: ['empleados', 'Cuántas personas trabajan allí', { noun: 'número de empleados' }],
    de: ['Beschäftigte', 'Wie viele Menschen dort arbeiten', { noun: 'Zahl der Beschäftigten' }],
  },
  {
    path: 'website',
    type: 'text',
    en: ['website', 'The account’s own web address'],
    es: ['sitio web', 'La dirección web de la cuenta'],
    de: ['Website', 'Die Webadresse des Kontos'],
  },
  {
    path: 'tags',
    type: 'textList',
    values: 'suggest',
    en: ['tags', 'Words that were put on the account'],
    es: ['etiquetas', 'Palabras con las que se ha marcado la cuenta', { noun: 'etiqueta', feminine: true }],
    de: ['Schlagwörter', 'Wörter, mit denen das Konto versehen ist', { noun: 'Schlagwort' }],
  },
  {
    path: 'dateModified',
    type: 'dateTime',
    en: ['changed', 'When the account was last changed'],
    es: ['fecha de modificación', 'Cuándo se cambió la cuenta por última vez', { feminine: true }],
    de: ['geändert am', 'Wann das Konto zuletzt geändert wurde', { noun: 'Tag der letzten Änderung' }],
  },
];

const organization: readonly DescriptorRow[] = [
  idRow(
    ['organization id', 'Id of the organization'],
    ['id de organización', 'El id de la organización'],
    ['Organisations-ID', 'ID der Organisation'],
  ),
  {
    path: 'ancestorIds',
    type: 'textList',
    origin: 'always',
    values: 'suggest',
    en: ['ids of those above', 'Ids of the organizations above it'],
    es: ['id de las superiores', 'Los id de las organizaciones que están por encima', { noun: 'id superior' }],
    de: ['IDs der übergeordneten', 'IDs der Organisationen darüber', { noun: 'übergeordnete ID' }],
  },
  {
    path: 'parentId',
    type: 'text',
    values: 'suggest',
    en: ['parent organization', 'Id of the organization right above it, where it was sent as a trait'],
    es: [
      'organización superior',
      'El id de la organización inmediatamente superior, si se envió como dato',
      { feminine: true },
    ],
    de: ['übergeordnete Organisation', 'ID der Organisation direkt darüber, wo sie als Merkmal gesendet wurde'],
  },
  {
    path: 'name',
    type: 'text',
    values: 'suggest',
    en: ['organization name', 'What the organization is called'],
    es: ['nombre de la organización', 'Cómo se llama la organización', { noun: 'nombre' }],
    de: ['Name der Organisation', 'Wie die Organisation heißt', { noun: 'Name' }],
  },
  {
    path: 'type',
    type: 'text',
    values: 'suggest',
    en: ['organization type', 'Kind of organization'],
    es: ['tipo de organización', 'Clase de organización', { noun: 'tipo' }],
    de: ['Art der Organisation', 'Um welche Art von Organisation es sich handelt', { noun: 'Art' }],
  },
  {
    path: 'nameTreePath',
    type: 'text',
    values: 'suggest',
    en: ['hierarchy path by names', 'The names from the top down to it, as they were sent'],
    es: [
      'ruta jerárquica por nombres',
      'Los nombres desde arriba hasta ella, tal como se enviaron',
      { feminine: true },
    ],
    de: ['Hierarchiepfad in Namen', 'Die Namen von oben bis zu ihr, wie gesendet'],
  },
  {
    path: 'treePath',
    type: 'text',
    values: 'suggest',
    en: ['hierarchy path by ids', 'The ids from the top down to it, as they were sent'],
    es: ['ruta jerárquica por id', 'Los id desde arriba hasta ella, tal como se enviaron', { feminine: true }],
    de: ['Hierarchiepfad in IDs', 'Die IDs von oben bis zu ihr, wie gesendet'],
  },
  {
    path: 'country',
    type: 'text',
    values: 'suggest',
    en: ['country', 'The country that the organization is in'],
    es: ['país', 'El país en el que está la organización'],
    de: ['Land', 'Das Land, in dem die Organisation ist'],
  },
  {
    path: 'region',
    type: 'text',
    values: 'suggest',
    en: ['region', 'The region that the organization is in'],
    es: ['región', 'La región en la que está la organización', { feminine: true }],
    de: ['Region', 'Die Region, in der die Organisation ist'],
  },
  {
    path: 'tags',
    type: 'textList',
    values: 'suggest',
    en: ['tags', 'Words that were put on the organization'],
    es: ['etiquetas', 'Palabras con las que se ha marcado la organización', { noun: 'etiqueta', feminine: true }],
    de: ['Schlagwörter', 'Wörter, mit denen die Organisation versehen ist', { noun: 'Schlagwort' }],
  },
  {
    path: 'dateModified',
    type: 'dateTime',
    en: ['changed', 'When the organization was last changed'],
    es: ['fecha de modificación', 'Cuándo se cambió la organización por última vez', { feminine: true }],
    de: ['geändert am', 'Wann die Organisation zuletzt geändert wurde', { noun: 'Tag der letzten Änderung' }],
  },
];

/** What is known of the groups that a visitor belongs to. */
export const organizationProperties: readonly PropertyDescriptor[] = [
  ...describeScope('account', 'account', account),
  ...describeScope('organization', 'organization', organization),
  ...describeScope('userGroup', 'userGroup', [
    idRow(
      ['user group id', 'Id of the user group'],
      ['id de grupo de usuarios', 'El id del grupo de usuarios'],
      ['ID der Nutzergruppe', 'ID der Nutzergruppe'],
    ),
  ]),
  ...describeScope('team', 'team', [
    idRow(['team id', 'Id of the team'], ['id de equipo', 'El id del equipo'], ['Team-ID', 'ID des Teams']),
  ]),
  ...describeScope('role', 'role', [
    idRow(['role id', 'Id of the role'], ['id de rol', 'El id del rol'], ['Rollen-ID', 'ID der Rolle']),
  ]),
];
