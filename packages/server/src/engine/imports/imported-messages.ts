import type { AcceptedEvent } from '../contract.js';
import type { Core } from '../core.js';

/** Ids kept in memory at most, of an import into a site that had no events; beyond, the warehouse is asked. */
const rememberedIds = 2_000_000;

/** Tells events of an import whose message ids the site has already, in the warehouse or earlier in the same import. */
export class ImportedMessages {
  /** Ids of rows not yet on their way, and of those under way: the warehouse cannot know them. */
  private waiting = new Set<string>();
  private underway = new Set<string>();

  private constructor(
    private readonly core: Core,
    private readonly site: number,
    /** All ids so far, where the site had none before; null: the warehouse has to be asked. */
    private all: Set<string> | null,
  ) {}

  static async open(core: Core, site: number): Promise<ImportedMessages> {
    const names = await core.warehouse.analytics.eventNames(site, '', 1);
    return new ImportedMessages(core, site, names.length === 0 ? new Set() : null);
  }

  async fresh(events: readonly AcceptedEvent[]): Promise<AcceptedEvent[]> {
    const known = this.all ?? (await this.ask(events));
    const fresh = events.filter(({ messageId }) => {
      if (known.has(messageId) || this.waiting.has(messageId) || this.underway.has(messageId)) return false;
      this.waiting.add(messageId);
      return true;
    });
    if (this.all !== null) for (const { messageId } of fresh) this.all.add(messageId);
    if (this.all !== null && this.all.size > rememberedIds) this.all = null;
    return fresh;
  }

  /** Called when the rows before are in the warehouse and the waiting ones go there. */
  sent(): void {
    this.underway = this.waiting;
    this.waiting = new Set();
  }

  private ask(events: readonly AcceptedEvent[]): Promise<ReadonlySet<string>> {
    const ids = events.map((event) => event.messageId);
    return this.core.warehouse.knownMessages(this.site, ids, { purpose: 'backfill' });
  }
}
