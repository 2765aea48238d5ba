import type { LogRecord, Stream, TaskView } from "../api/types.ts";
import { LogFilter } from "./LogFilter.ts";
import { LogFollowing } from "./LogFollowing.ts";
import { LogGroups } from "./LogGroups.ts";
import { LogScroll } from "./layout/LogScroll.ts";
import { RowHeights } from "./layout/RowHeights.ts";
import { firstError, nextError } from "./search/errors.ts";
import { LogSearch } from "./search/LogSearch.ts";
import type { Wanted } from "./search/matcher.ts";
import { readMatches } from "./search/readMatches.ts";
import { AllRecords } from "./source/AllRecords.ts";
import type { Positions } from "./source/Positions.ts";
import { readAll } from "./source/readAll.ts";
import { Windows } from "./source/Windows.ts";

export const rowHeight = 20;

/** One task's log on one page: what is in memory, where the reader looks, and which of its records are shown: all, one stream's, or what is searched for. */
export class LogModel {
  readonly rowHeights = new RowHeights(rowHeight);
  readonly groups: LogGroups;
  readonly #all: AllRecords;
  readonly #following: LogFollowing;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<() => void>();
  #filter: LogFilter | null = null;
  windows: Windows;
  scroll: LogScroll;
  search: LogSearch | null = null;
  connected = true;
  /** Only lines that the search finds are shown. */
  onlyMatches = false;

  constructor(readonly task: string, total: number, phase: (task: TaskView) => void) {
    this.#all = new AllRecords(total);
    this.groups = new LogGroups(task, this, this.#closing.signal);
    this.#following = new LogFollowing(task, {
      last: () => this.last,
      took: records => this.#took(records),
      phase,
      connected: yes => { this.connected = yes; this.changed(); },
      ended: () => { if (this.groups.any) void this.groups.learn(); },
    }, this.#closing.signal);
    this.windows = this.#windowsOf(this.#all);
    this.scroll = this.#scrollOf(this.windows);
  }

  /** Number of the newest record known. */
  get last(): number { return this.#all.count; }

  /** The one stream that is shown; null: both. */
  get stream(): Stream | null { return this.#filter?.stream ?? null; }

  /** A filter still looks through the log. */
  get isFiltering(): boolean { return this.#filter !== null && this.#filter.readTo !== Infinity; }

  /** Whether more may come. */
  get isLive(): boolean { return this.#following.isLive; }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed = (): void => this.#listeners.forEach(listener => listener());

  follow(): void { this.#following.begin(); }

  close(): void {
    this.#closing.abort();
    this.search?.stop();
    this.windows.close();
    this.#listeners.clear();
  }

  /** Shows one stream only, or both. */
  filter(stream: Stream | null): void {
    const { following } = this.scroll;
    this.onlyMatches = false;
    this.#show(this.#positions(stream), following);
  }

  find(wanted: Wanted): void {
    this.search?.stop();
    this.search = wanted.text === "" ? null : new LogSearch(this.task, wanted, () => { this.#moreMatches(); this.changed(); });
    void this.search?.run();
    if (this.onlyMatches) this.showMatches(this.search !== null);
    this.changed();
  }

  /** Shows only the lines that the search finds, as it finds them, or all. */
  showMatches(on: boolean): void {
    this.onlyMatches = on && this.search !== null;
    this.#show(this.onlyMatches ? this.search!.matches : this.#positions(this.stream), false);
  }

  nextError(from: number, by: 1 | -1): Promise<number | null> { return nextError(this.task, from, by); }

  firstError(): Promise<number | null> { return firstError(this.task, this.#closing.signal); }

  /** The exact records of a range, for copying. */
  records(from: number, to: number): Promise<LogRecord[]> {
    return readAll(this.task, from, to - from + 1, this.stream ?? undefined, this.#closing.signal);
  }

  /** Shows other records than before, with the same one in view, or at the end. */
  #show(positions: Positions, following: boolean): void {
    const seq = this.scroll.firstSeq();
    const { view } = this.scroll;
    this.windows.close();
    this.groups.folds.openAll();
    this.windows = this.#windowsOf(positions);
    this.scroll = this.#scrollOf(this.windows);
    this.scroll.view = view;
    if (following) this.scroll.follow(); else this.scroll.show(seq, true);
    this.changed();
  }

  /** Where the records of one stream stand, found anew, or those of both. */
  #positions(stream: Stream | null): Positions {
    this.#filter?.close();
    this.#filter = stream === null ? null : new LogFilter(this.task, stream, change => { this.scroll.keep(change); this.changed(); }, this.#closing.signal);
    return this.#filter?.found ?? this.#all;
  }

  #windowsOf(positions: Positions): Windows {
    return new Windows(
      positions,
      (from, count, signal) => (this.onlyMatches && this.search
        ? readMatches(this.task, this.search.matcher, from, count, signal) : readAll(this.task, from, count, this.stream ?? undefined, signal)),
      block => {
        if (this.windows.block(block)?.rows.some(row => row.kind === "group")) this.groups.seen();
        this.scroll.changed(block);
        this.changed();
      });
  }

  #scrollOf(windows: Windows): LogScroll { return new LogScroll(windows, this.groups.folds, this.rowHeights); }

  #moreMatches(): void {
    if (this.onlyMatches) this.scroll.keep(() => undefined);
  }

  #took(records: LogRecord[]): void {
    const fresh = records.filter(record => record.seq > this.last); // a repeat after a reconnect is no news
    if (fresh.length === 0) {
      return;
    }

    const before = this.windows.positions.count;
    this.search?.live(fresh);
    this.#all.count = fresh.at(-1)!.seq;
    if (this.onlyMatches) {
      this.#append(fresh.filter(record => this.search!.done && this.search!.matcher.inRecord(record.text)), before);
    } else if (this.#filter) {
      this.#append(this.#filter.took(fresh), before);
    } else {
      this.#append(fresh, fresh[0]!.seq - 1);
    }

    this.changed();
  }

  #append(records: LogRecord[], position: number): void { this.scroll.keep(() => this.windows.append(records, position)); }
}
