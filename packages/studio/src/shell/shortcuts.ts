import { useEffect, useEffectEvent, useRef } from 'react';
import { useLocation } from 'wouter';

/** Where `g` and then a letter leads. */
export const places = {
  s: { href: '/segments', label: 'segments' },
  p: { href: '/people', label: 'people' },
  l: { href: '/live', label: 'live' },
  k: { href: '/data/keys', label: 'keys' },
  w: { href: '/data/webhooks', label: 'webhooks' },
  e: { href: '/data/exports', label: 'exports' },
} as const;

/** How long the second key of a pair may take, in ms. */
const pairWithin = 1_200;

/** Whether a key belongs to what is being typed rather than to the studio. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

export type Shortcut = 'list' | 'search' | { readonly go: string };

/** What a key means, after the one pressed just before it (null: none); null: nothing. */
export function shortcutOf(key: string, before: string | null): Shortcut | null {
  if (before === 'g') {
    const [, place] = Object.entries(places).find(([letter]) => letter === key) ?? [];
    return place === undefined ? null : { go: place.href };
  }
  if (key === '?') return 'list';
  if (key === '/') return 'search';
  return key === 'n' ? { go: '/segments/new' } : null;
}

/** Listens for the studio's keys outside of fields; `?` asks for their list. */
export function useShortcuts(showList: () => void): void {
  const [, navigate] = useLocation();
  const before = useRef<{ key: string; at: number } | null>(null);
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    const last = before.current;
    const pair = last !== null && event.timeStamp - last.at < pairWithin ? last.key : null;
    before.current = { key: event.key, at: event.timeStamp };
    const shortcut = shortcutOf(event.key, pair);
    if (shortcut === null) return;
    event.preventDefault();
    before.current = null;
    if (shortcut === 'list') showList();
    else if (shortcut === 'search') document.querySelector<HTMLInputElement>('main input')?.focus();
    else navigate(shortcut.go);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => act(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
