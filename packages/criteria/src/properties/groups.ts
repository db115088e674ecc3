import { type Language, type PropertyGroupId, type PropertyText, textOf, type Words } from './descriptor.js';

export interface PropertyGroup {
  readonly id: PropertyGroupId;
  readonly text: Readonly<Record<Language, PropertyText>>;
}

function group(id: PropertyGroupId, en: Words, es: Words, de: Words): PropertyGroup {
  return { id, text: { en: textOf(en), es: textOf(es), de: textOf(de) } };
}

/** Every group, in the order in which an editor shows them. */
export const propertyGroups: readonly PropertyGroup[] = [
  group(
    'user',
    ['Person', 'What is known of the person'],
    ['Persona', 'Lo que se sabe de la persona'],
    ['Person', 'Was von der Person bekannt ist'],
  ),
  group(
    'account',
    ['Account', 'What is known of the accounts a visitor belongs to'],
    ['Cuenta', 'Lo que se sabe de las cuentas a las que pertenece un visitante'],
    ['Konto', 'Was von den Konten bekannt ist, zu denen ein Besucher gehört'],
  ),
  group(
    'organization',
    ['Organization', 'What is known of a visitor’s organizations and those above them'],
    ['Organización', 'Lo que se sabe de las organizaciones de un visitante y de las superiores'],
    ['Organisation', 'Was von den Organisationen eines Besuchers und denen darüber bekannt ist'],
  ),
  group(
    'userGroup',
    ['User group', 'What is known of a visitor’s user groups'],
    ['Grupo de usuarios', 'Lo que se sabe de los grupos de usuarios de un visitante'],
    ['Nutzergruppe', 'Was von den Nutzergruppen eines Besuchers bekannt ist'],
  ),
  group(
    'team',
    ['Team', 'What is known of a visitor’s teams'],
    ['Equipo', 'Lo que se sabe de los equipos de un visitante'],
    ['Team', 'Was von den Teams eines Besuchers bekannt ist'],
  ),
  group(
    'role',
    ['Role', 'What is known of a visitor’s roles'],
    ['Rol', 'Lo que se sabe de los roles de un visitante'],
    ['Rolle', 'Was von den Rollen eines Besuchers bekannt ist'],
  ),
  group(
    'request',
    ['This visit', 'What is known of the present request alone; such segments are decided per request'],
    ['Esta visita', 'Lo que se sabe solo de la petición actual; estos segmentos se deciden en cada petición'],
    ['Dieser Besuch', 'Was nur von der jetzigen Anfrage bekannt ist; solche Segmente werden je Anfrage entschieden'],
  ),
  group(
    'behaviour',
    ['Behaviour', 'What people did, how often and when'],
    ['Comportamiento', 'Qué hicieron las personas, cuántas veces y cuándo'],
    ['Verhalten', 'Was Menschen taten, wie oft und wann'],
  ),
  group(
    'segments',
    ['Segments', 'Membership of other segments'],
    ['Segmentos', 'Pertenencia a otros segmentos'],
    ['Segmente', 'Zugehörigkeit zu anderen Segmenten'],
  ),
];
