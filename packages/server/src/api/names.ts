import type { PropertyBag, PropertyValue } from '@kindred/criteria';

/** Text that says something; null where there is none. */
export function text(value: PropertyValue | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** The name people go by: `name`, else first and last name. */
export function nameOf(traits: PropertyBag): string | null {
  const parts = [text(traits.firstName), text(traits.lastName)].filter((part) => part !== null);
  return text(traits.name) ?? (parts.length > 0 ? parts.join(' ') : null);
}
