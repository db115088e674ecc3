import { describe, expect, it } from 'vitest';
import { parseCriteria } from '../parse/criteria.js';
import { typeOfProperty } from '../parse/property.js';
import { scopeOf, subjectScopes } from '../property.js';
import { requestFields } from '../request.js';
import { builtInProperties, channels, describeProperty, languages, propertyGroups } from './index.js';

describe('the properties that Kindred knows by itself', () => {
  it('have one id each, of a scope that conditions can be about, in a group that is there', () => {
    const ids = builtInProperties.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const groups = propertyGroups.map(({ id }) => id);
    for (const { id, group } of builtInProperties) {
      expect(subjectScopes, id).toContain(scopeOf(id));
      expect(groups, id).toContain(group);
    }
  });

  it('are named and explained in every language, in one line', () => {
    for (const { id, text } of [...builtInProperties, ...propertyGroups]) {
      for (const language of languages) {
        const { label, meaning } = text[language];
        expect(label, `${id} ${language}`).toMatch(/^\S.*\S$/);
        expect(meaning, `${id} ${language}`).toMatch(/^\S.{6,119}[^\s.]$/);
      }
      expect(new Set(languages.map((language) => text[language].meaning)).size, id).toBe(languages.length);
    }
  });

  it('have the types that the language gives them', () => {
    for (const { id, type } of builtInProperties) {
      const fixed = typeOfProperty(id.endsWith('.') ? `${id}x` : id);
      if (fixed !== null) expect(fixed, id).toBe(type);
    }
  });

  it('can be asked whether they are known, each in its own family', () => {
    for (const { id } of builtInProperties) {
      const property = id.endsWith('.') ? `${id}x` : id;
      expect(parseCriteria({ type: 'property', property, operator: 'known' }), id).toMatchObject({ ok: true });
      expect(describeProperty(property)?.id).toBe(id);
    }
    expect(describeProperty('user.plan')).toBeUndefined();
  });

  it('are the request fields where they are about the present request, and only the predicate reads those', () => {
    const ofRequest = builtInProperties.filter(({ id }) => scopeOf(id) === 'request');
    expect(requestFields.map(({ id }) => `request.${id}`)).toEqual(ofRequest.map(({ id }) => id));
    for (const { id, readers } of builtInProperties) {
      expect(readers, id).toEqual(scopeOf(id) === 'request' ? ['predicate'] : ['predicate', 'sql', 'live']);
    }
  });

  it('have values to choose from that are all different', () => {
    for (const { id, values } of builtInProperties) {
      if (typeof values === 'object') expect(new Set(values).size, id).toBe(values.length);
    }
    expect(channels).toHaveLength(19);
  });
});
