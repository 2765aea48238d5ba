import { ApiError, isAbort } from "../api/ApiError.ts";
import { Folds } from "./layout/Folds.ts";
import type { LogScroll } from "./layout/LogScroll.ts";
import { endOfGroup, findGroups } from "./source/groups.ts";

/** The log whose groups they are, as it is shown now. */
export interface Grouped {
  readonly scroll: LogScroll;
  /** Number of the newest record known. */
  readonly last: number;
  /** Whether more may come. */
  readonly isLive: boolean;
  changed: () => void;
}

/** The groups of a log: how long each took, which are closed, and where they end, which may be anywhere. */
export class LogGroups {
  readonly folds = new Folds();
  /** One was seen in what was read so far. */
  any = false;
  /** Milliseconds that each took. */
  times = new Map<number, number>();
  /** All of them are being looked for. */
  folding = false;

  constructor(private readonly task: string, private readonly log: Grouped, private readonly closing: AbortSignal) {}

  /** A group is in what was read. */
  seen(): void {
    if (!this.any) {
      this.any = true;
      void this.learn();
    }
  }

  /** How long each took, as far as they are over. */
  async learn(): Promise<void> {
    const groups = await findGroups(this.task, null, this.closing).catch(() => []);
    this.times = new Map(groups.flatMap(({ group, ms }) => (ms === undefined ? [] : [[group, ms]])));
    this.log.changed();
  }

  /** Closes one, or opens it. */
  async toggle(group: number): Promise<void> {
    if (this.folds.isClosed(group)) {
      this.#fold(() => this.folds.open(group));
    } else {
      const end = await endOfGroup(this.task, group, this.log.last, this.closing);
      this.#fold(() => this.folds.close(group, end));
    }
  }

  /** Closes all, but not one that a live task still writes to. */
  async foldAll(): Promise<void> {
    if (this.folding) {
      return;
    }

    const { scroll } = this.log;
    this.folding = true;
    this.log.changed();
    try {
      const groups = await findGroups(this.task, this.log.isLive ? null : this.log.last + 1, this.closing);
      if (this.log.scroll === scroll) { // else the log is shown in another way by now
        this.#fold(() => this.folds.closeAll(groups));
      }
    } catch (error) {
      if (!(error instanceof ApiError) && !isAbort(error)) {
        throw error;
      }
    } finally {
      this.folding = false;
      this.log.changed();
    }
  }

  unfoldAll(): void { this.#fold(() => this.folds.openAll()); }

  /** Opens whatever hides a record. */
  reveal(seq: number): void {
    for (let group = this.folds.hiding(seq); group !== undefined; group = this.folds.hiding(seq)) {
      this.folds.open(group);
      this.log.scroll.relearn();
    }
  }

  #fold(change: () => void): void {
    this.log.scroll.keep(() => { change(); this.log.scroll.relearn(); });
    this.log.changed();
  }
}
