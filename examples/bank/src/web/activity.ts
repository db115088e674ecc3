import type { Properties } from '@kindred/browser';
import { config, kindred } from './bank.js';

/** One thing that this page told Kindred, for the panel to show. */
export interface Told {
  readonly at: Date;
  readonly text: string;
}

type Listener = (told: Told) => void;
const listeners: Listener[] = [];

/** Calls back after each thing told to Kindred. */
export function onTold(listener: Listener): void {
  listeners.push(listener);
}

function tell(text: string): void {
  const told = { at: new Date(), text };
  for (const listener of listeners) listener(told);
}

export function start(): void {
  kindred?.load({
    writeKey: config.writeKey,
    decideKey: config.decideKey,
    ...(config.host === '' ? {} : { host: config.host }),
  });
}

export function page(name: string): void {
  kindred?.page(name);
  tell(`Page Viewed: ${name}`);
}

export function track(event: string, properties: Properties = {}): void {
  kindred?.track(event, properties);
  tell(event);
}

export function identify(userId: string, traits: Properties): void {
  kindred?.identify(userId, traits);
  tell('Identified');
}

export function forget(): void {
  kindred?.reset();
}

/** Waits until Kindred has everything, but never longer than a visitor would. */
export async function sent(): Promise<void> {
  await Promise.race([kindred?.flush(), new Promise((resolve) => setTimeout(resolve, 1_500))]);
}
