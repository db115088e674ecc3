import type { Definitions, Key, KeyType, Role } from '@kindred/store';
import type { Revocations } from './revocations.js';
import { digest, newId, randomToken } from './secrets.js';

const prefixes: Readonly<Record<KeyType, string>> = { write: 'kw_', decide: 'kd_', api: 'ka_' };

/** `lastUsedAt` tells people whether a key is in use; a minute's precision does and spares a write a request. */
const touchEvery = 60_000;
const recentKeys = 1_000;

export interface NewKey {
  readonly site: number;
  readonly type: KeyType;
  /** API keys only. */
  readonly role: Role | null;
  readonly name: string;
  /** A key text given from outside (unattended set-ups); absent: generated. */
  readonly secret?: string;
}

/**
 * All keys in memory by their hash: authentication is one hash and one map look-up, without waiting for the store.
 * Every change goes through here, so memory and store agree.
 */
export class KeyRegistry {
  readonly #byHash = new Map<string, Key>();
  readonly #touched = new Map<string, number>();
  /** Keys presented lately by their text: spares a busy key the hash, which would be a tenth of a decision. */
  readonly #recent = new Map<string, Key>();

  private constructor(
    private readonly definitions: Definitions,
    private readonly clock: () => number,
    private readonly revocations: Revocations,
    private readonly onTouchFailure: (error: unknown) => void,
  ) {}

  static async load(
    definitions: Definitions,
    clock: () => number,
    revocations: Revocations,
    onTouchFailure: (error: unknown) => void,
  ): Promise<KeyRegistry> {
    const registry = new KeyRegistry(definitions, clock, revocations, onTouchFailure);
    for (const key of await definitions.keys.all()) registry.#byHash.set(key.hash, key);
    return registry;
  }

  /** The key with this text, of whichever site; undefined where there is none. */
  find(secret: string): Key | undefined {
    const recent = this.#recent.get(secret);
    const key = recent ?? this.#byHash.get(digest(secret));
    if (key === undefined) return undefined;
    if (recent === undefined) {
      if (this.#recent.size >= recentKeys) this.#recent.clear();
      this.#recent.set(secret, key);
    }
    this.#touch(key);
    return key;
  }

  /** The key with this text if it is of this type. */
  findOf(type: KeyType, secret: string): Key | undefined {
    const key = this.find(secret);
    return key?.type === type ? key : undefined;
  }

  async list(site: number): Promise<readonly Key[]> {
    return (await this.definitions.keys.list(site)).map((key) => ({
      ...key,
      lastUsedAt: this.#touched.get(key.id) ?? key.lastUsedAt,
    }));
  }

  async create(input: NewKey): Promise<{ readonly key: Key; readonly secret: string }> {
    const secret = input.secret ?? `${prefixes[input.type]}${randomToken()}`;
    const key: Key = {
      id: newId('key'),
      site: input.site,
      type: input.type,
      role: input.type === 'api' ? input.role : null,
      name: input.name,
      hash: digest(secret),
      hint: secret.slice(-4),
      publishable: input.type === 'api' ? null : secret,
      createdAt: this.clock(),
      lastUsedAt: null,
    };
    await this.definitions.keys.create(key);
    this.#byHash.set(key.hash, key);
    return { key, secret };
  }

  /** False where the site has no such key. */
  async delete(site: number, id: string): Promise<boolean> {
    const deleted = await this.definitions.keys.delete(site, id);
    if (deleted) {
      this.#recent.clear();
      for (const [hash, key] of this.#byHash) if (key.id === id && key.site === site) this.#byHash.delete(hash);
      this.revocations.revoke(({ key }) => key === id);
    }
    return deleted;
  }

  #touch(key: Key): void {
    const now = this.clock();
    if (now - (this.#touched.get(key.id) ?? key.lastUsedAt ?? 0) < touchEvery) return;
    this.#touched.set(key.id, now);
    this.definitions.keys.touch(key.id, now).catch(this.onTouchFailure);
  }
}
