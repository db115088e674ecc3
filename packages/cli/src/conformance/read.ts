import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../evaluate/fault.js';

/** A file of cases; its shape is the source's, looked at member by member. */
export function readCases(folder: string, file: string): JsonObject {
  const parsed: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return object(parsed);
}

export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function objects(value: unknown): readonly JsonObject[] {
  return list(value).filter(isObject);
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function texts(value: unknown): readonly string[] {
  return list(value).filter((item) => typeof item === 'string');
}
