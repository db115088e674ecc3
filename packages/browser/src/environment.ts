/** Everything the client needs of the browser, so that it runs the same in a page and in a test. */
export interface Environment {
  /** Epoch ms. */
  now(): number;
  /** A fresh unguessable id. */
  id(): string;
  /** 0 … 1, for the spread of retries. */
  random(): number;
  later(run: () => void, ms: number): void;
  page(): PageFacts;
  visitor(): VisitorFacts;
  /** True where the browser asks not to be tracked. */
  privacySignal(): boolean;
  readonly storage: Storage;
  /** Resolves with the status, `retryAfter` in ms and the body as text; rejects where the network fails. */
  post(url: string, body: string, timeout: number): Promise<Answer>;
  /** Hands a body over to be sent although the page goes away; false where it was not taken. */
  beacon(url: string, body: string): boolean;
  /** Calls back when the page is hidden or left. */
  onLeave(run: () => void): void;
}

export interface PageFacts {
  readonly url: string;
  readonly path: string;
  readonly search: string;
  readonly title: string;
  readonly referrer: string;
}

export interface VisitorFacts {
  readonly userAgent: string;
  readonly locale: string;
  readonly timezone: string | undefined;
  readonly device: 'desktop' | 'mobile' | 'tablet';
  readonly screen: { readonly width: number; readonly height: number };
}

export interface Answer {
  readonly status: number;
  readonly retryAfter: number | null;
  readonly body: string;
}

/** Small texts by name. Where nothing can be kept, `get` answers null. */
export interface Storage {
  get(name: string): string | null;
  set(name: string, value: string | null): void;
}
