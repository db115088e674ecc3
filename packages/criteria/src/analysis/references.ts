import type { Criteria, PropertyNode } from '../criteria.js';
import { fold } from '../fold.js';
import { operatorsFor } from '../operators.js';
import type { PropertyType } from '../properties/descriptor.js';
import { isGroupKind, pathOf, scopeOf } from '../property.js';
import type { AnalysisOptions, Finding, PropertyCatalogue } from './finding.js';
import { findingPhrases } from './finding-catalogues.js';
import type { FindingPhrases } from './finding-phrases.js';
import { placesOf, under } from './places.js';

/** Properties and events that nobody has or does, and comparisons that do not fit what a property is. */
export function referencesOf(criteria: Criteria, { catalogue, language = 'en' }: AnalysisOptions): readonly Finding[] {
  if (catalogue === undefined) return [];
  const phrases = findingPhrases[language];
  const findings: Finding[] = [];
  for (const { node, path, event } of placesOf(criteria)) {
    if (node.type === 'property') {
      const known = event === null ? catalogue : ofEvent(event, catalogue);
      if (known !== null) findings.push(...propertyFindings(node, path, known, phrases));
    }
    for (const [name, at] of eventsOf(node, path)) {
      if (catalogue.hasEvent?.(name) !== false) continue;
      findings.push({ code: 'unknown_event', severity: 'warning', path: at, message: phrases.unknownEvent(name) });
    }
  }
  return findings;
}

/** The properties of one event, which all are known where the site has said which there are; null where it has not. */
function ofEvent(event: string, { eventProperty }: PropertyCatalogue): PropertyCatalogue | null {
  if (eventProperty === undefined || eventProperty(event, '') === null) return null;
  return { property: (name) => eventProperty(event, name) ?? undefined };
}

function propertyFindings(
  node: PropertyNode,
  path: string,
  catalogue: PropertyCatalogue,
  phrases: FindingPhrases,
): readonly Finding[] {
  const { property, operator } = node;
  const outside = outsideVocabulary(node, path, catalogue, phrases);
  if (!isTrait(property)) return outside;
  const at = under(path, 'property');
  const known = catalogue.property(operator === 'near' ? `${property}.latitude` : property);
  if (known === undefined && operator !== 'near' && catalogue.property(`${property}.latitude`) !== undefined) {
    const message = phrases.placeHasNoValue(property);
    return [{ code: 'type_mismatch', severity: 'warning', path: under(path, 'operator'), message }];
  }
  if (known === undefined) {
    return [{ code: 'unknown_property', severity: 'warning', path: at, message: phrases.unknownProperty(property) }];
  }
  if (known.vanished === true) {
    return [{ code: 'vanished_property', severity: 'warning', path: at, message: phrases.vanishedProperty(property) }];
  }
  const { type } = known;
  if (type === undefined || node.of !== undefined || node.as !== undefined || operator === 'near') return outside;
  if (operatorsFor(type).includes(operator) && operandFits(node, type)) return outside;
  const message = phrases.typeMismatch(property, phrases.types[type], operator, shown(node.value));
  return [{ code: 'type_mismatch', severity: 'warning', path: under(path, 'operator'), message }, ...outside];
}

/** Values asked for that are on no list, where the property has a list. */
function outsideVocabulary(
  node: PropertyNode,
  path: string,
  catalogue: PropertyCatalogue,
  phrases: FindingPhrases,
): readonly Finding[] {
  const { property, operator, value } = node;
  if ((operator !== 'equals' && operator !== 'oneOf') || node.as !== undefined || node.of !== undefined) return [];
  const values = catalogue.property(property)?.values;
  if (values === undefined) return [];
  const listed = new Set(values.map(fold));
  const asked: readonly unknown[] = Array.isArray(value) ? value : [value];
  const other = asked.find((each) => typeof each === 'string' && !listed.has(fold(each)));
  if (other === undefined) return [];
  const message = phrases.outsideVocabulary(shown(other), property);
  return [{ code: 'outside_vocabulary', severity: 'warning', path: under(path, 'value'), message }];
}

function operandFits({ operator, value }: PropertyNode, type: PropertyType): boolean {
  if (operator !== 'equals' && operator !== 'oneOf') return true;
  const wanted = type === 'number' || type === 'boolean' ? type : 'string';
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.some((each) => typeof each === wanted);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What a site collects, as opposed to what the language and the context of an event fix. */
function isTrait(property: string): boolean {
  const scope = scopeOf(property);
  if (scope === 'user' || scope === 'properties') return true;
  const path = pathOf(property);
  return scope !== null && isGroupKind(scope) && path !== 'id' && path !== 'ancestorIds';
}

/** Names of events with the paths at which they stand. */
function eventsOf(node: Criteria, path: string): readonly (readonly [name: string, path: string])[] {
  if (node.type === 'event' || node.type === 'aggregate' || node.type === 'eventTime') {
    return [[node.event, under(path, 'event')]];
  }
  if (node.type !== 'sequence') return [];
  return node.steps.map((step, index) => [step.event, `${under(path, 'steps')}[${index}].event`] as const);
}
