/** What `kindred.load` takes. */
export interface LoadOptions {
  /** `kw_…`; may only write events. */
  readonly writeKey: string;
  /** `kd_…`; may only ask about this visitor's public segments. Without it `decide()` answers none. */
  readonly decideKey?: string;
  /** Where the Kindred server answers, e.g. `https://kindred.example.com`. Default: the page's own origin. */
  readonly host?: string;
  /**
   * With Do Not Track or Global Privacy Control switched on in the browser, send no events and keep no id
   * (`decide()` still works, from the present request alone). Default: true.
   */
  readonly respectPrivacySignals?: boolean;
  /** How long `decide()` waits before it answers with no segments, in milliseconds. Default: 3000. */
  readonly decideTimeout?: number;
}

/** A public segment that the visitor is in. */
export interface DecidedSegment {
  readonly id?: string;
  readonly key: string;
  /** By language tag, as its makers named it. */
  readonly name: Readonly<Record<string, string>>;
}

export interface Decisions {
  readonly segments: readonly DecidedSegment[];
  /** The segments' keys, for `keys.includes('…')`. */
  readonly keys: readonly string[];
  /** Set where the server could not be asked: the page shows what it shows everyone. */
  readonly error?: string;
}
