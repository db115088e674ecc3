import type { Kindred } from './client.js';
import type { LoadOptions } from './options.js';

/** Methods that pages may call before the script has come. */
export const stubMethods = [
  'load',
  'page',
  'track',
  'identify',
  'group',
  'alias',
  'reset',
  'decide',
  'flush',
] as const satisfies readonly (keyof Kindred)[];

/** One call made before the script came: the method, its arguments, and who waits for the answer. */
export type StubCall = readonly [method: string, args: readonly unknown[], resolve: (value: unknown) => void];

/** Carries out the calls that the snippet's stub has gathered. */
export function replay(kindred: Kindred, calls: readonly StubCall[]): void {
  const methods = new Map<string, (...args: readonly never[]) => unknown>(
    stubMethods.map((method) => [method, kindred[method]]),
  );
  for (const [method, args, resolve] of calls) {
    const run = methods.get(method);
    if (run !== undefined) resolve(Reflect.apply(run, kindred, args));
  }
}

/**
 * The text that site owners paste into their pages' head: a stub that gathers calls, the script, `load` and the first `page`.
 * Values are written so that none can end the script element.
 */
export function snippet(options: LoadOptions & { readonly host: string }): string {
  const value = (item: unknown): string => JSON.stringify(item).replace(/</g, '\\u003c');
  const source = `${options.host.replace(/\/+$/, '')}/kindred.js`;
  return [
    '<script>',
    '!function(w,d,k,s){if(w.kindred)return;k=w.kindred=[];',
    `${value(stubMethods)}.forEach(function(m){k[m]=function(){var a=[].slice.call(arguments);`,
    'return new Promise(function(r){k.push([m,a,r])})}});',
    `s=d.createElement("script");s.async=true;s.src=${value(source)};d.head.appendChild(s);`,
    `k.load(${value(options)});k.page()}(window,document);`,
    '</script>',
  ].join('\n');
}
