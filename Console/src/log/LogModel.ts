import { ApiError, isAbort } from "../api/ApiError.ts";
import { follow } from "../api/follow.ts";
import { followLogAddress } from "../api/logs.ts";
import type { LogRecord, Stream, TaskView } from "../api/types.ts";
import { Folds } from "./layout/Folds.ts";
import { LogScroll } from "./layout/LogScroll.ts";
import { RowHeights } from "./layout/RowHeights.ts";
import type { Wanted } from "./search/matcher.ts";
import { readMatches } from "./search/readMatches.ts";
import { firstError, nextError } from "./search/errors.ts";
import { LogSearch } from "./search/LogSearch.ts";
import { AllRecords } from "./source/AllRecords.ts";
import type { Positions } from "./source/Positions.ts";
import { endOfGroup, findGroups } from "./source/groups.ts";
import { readAll } from "./source/readAll.ts";
import { scan } from "./source/scan.ts";
import { SomeRecords } from "./source/SomeRecords.ts";
import { Windows } from "./source/Windows.ts";

export const rowHeight = 20;

/** One task's log on one page: what is in memory, where the reader looks, what is folded, filtered and searched. */
export class LogModel {
  readonly folds = new Folds();
  readonly rowHeights = new RowHeights(rowHeight);
  readonly #all: AllRecords;
  readonly #closing = new AbortController();
  #filtering: AbortController | null = null;
  #unfiltered: number[] = [];
  #listeners = new Set<() => void>();
  windows!: Windows;
  scroll!: LogScroll;
  stream: Stream | null = null;
  search: LogSearch | null = null;
  connected = true;
  /** A group was seen in what was read so far. */
  hasGroups = false;
  /** Milliseconds that each group took. */
  groupTimes = new Map<number, number>();
  /** Only lines that the search finds are shown. */
  onlyMatches = false;
  /** All groups are being looked for. */
  folding = false;
  /** How far a filter has looked; the whole log is `last`. */
  filteredTo = 0;

  constructor(readonly task: string, total: number, private readonly phase: (task: TaskView) => void) {
    this.#all = new AllRecords(total);
    this.#show(this.#all);
  }

  /** Number of the newest record known. */
  get last(): number { return this.#all.count; }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed = (): void => this.#listeners.forEach(listener => listener());

  /** Follows until the task is over and its log whole. Each connection goes on after the newest record that is here. */
  follow(): void {
    this.#isFollowing = true;
    const ending = AbortSignal.any([this.#closing.signal, this.#over.signal]);
    void follow({
      hiddenForMs: 60_000,
      address: () => followLogAddress(this.task, this.last + 1),
      connected: yes => { this.connected = yes; this.changed(); },
      on: event => {
        if (event.name === "log") {
          this.#took((JSON.parse(event.data) as { records: LogRecord[] }).records);
        } else if (event.name === "phase" || event.name === "end") {
          this.phase(JSON.parse(event.data) as TaskView);
          if (event.name === "end") {
            this.#over.abort();
            if (this.hasGroups) void this.#learnGroups();
          }
        }
      },
    }, ending);
  }

  readonly #over = new AbortController();
  #isFollowing = false;

  close(): void {
    this.#closing.abort();
    this.#filtering?.abort();
    this.search?.stop();
    this.windows.close();
    this.#listeners.clear();
  }

  /** Shows one stream only, or both. */
  filter(stream: Stream | null): void {
    const seq = this.scroll.firstSeq();
    const { following, view } = this.scroll;
    this.#filtering?.abort();
    this.windows.close();
    this.stream = stream;
    this.onlyMatches = false;
    this.folds.openAll();
    this.#show(stream === null ? this.#all : this.#find(stream));
    this.scroll.view = view;
    if (following) this.scroll.follow(); else this.scroll.show(seq, true);
    this.changed();
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
    const seq = this.scroll.firstSeq();
    const { view } = this.scroll;
    this.onlyMatches = on && this.search !== null;
    this.windows.close();
    this.folds.openAll();
    this.#show(this.onlyMatches ? this.search!.matches : this.stream === null ? this.#all : this.#find(this.stream));
    this.scroll.view = view;
    this.scroll.show(seq, true);
    this.changed();
  }

  #moreMatches(): void {
    if (this.onlyMatches) this.scroll.keep(() => undefined);
  }

  nextError(from: number, by: 1 | -1): Promise<number | null> { return nextError(this.task, from, by); }

  firstError(): Promise<number | null> { return firstError(this.task, this.#closing.signal); }

  /** How long each group took, as far as they are over. */
  async #learnGroups(): Promise<void> {
    const groups = await findGroups(this.task, null, this.#closing.signal).catch(() => []);
    this.groupTimes = new Map(groups.flatMap(({ group, ms }) => (ms === undefined ? [] : [[group, ms]])));
    this.changed();
  }

  /** Closes a group, whose end may be anywhere, or opens it. */
  async toggleGroup(group: number): Promise<void> {
    if (this.folds.isClosed(group)) {
      this.scroll.keep(() => { this.folds.open(group); this.scroll.relearn(); });
    } else {
      const end = await endOfGroup(this.task, group, this.last, this.#closing.signal);
      this.scroll.keep(() => { this.folds.close(group, end); this.scroll.relearn(); });
    }

    this.changed();
  }

  /** Closes every group, but not one that a live task still writes to. */
  async foldAll(): Promise<void> {
    if (this.folding) {
      return;
    }

    const { windows } = this;
    this.folding = true;
    this.changed();
    try {
      const groups = await findGroups(this.task, this.#over.signal.aborted || !this.#isFollowing ? this.last + 1 : null, this.#closing.signal);
      if (this.windows === windows) {
        this.scroll.keep(() => { this.folds.closeAll(groups); this.scroll.relearn(); });
      }
    } catch (error) {
      if (!(error instanceof ApiError) && !isAbort(error)) {
        throw error;
      }
    } finally {
      this.folding = false;
      this.changed();
    }
  }

  unfoldAll(): void {
    this.scroll.keep(() => { this.folds.openAll(); this.scroll.relearn(); });
    this.changed();
  }

  /** Opens whatever hides a record. */
  reveal(seq: number): void {
    for (let group = this.folds.hiding(seq); group !== undefined; group = this.folds.hiding(seq)) {
      this.folds.open(group);
      this.scroll.relearn();
    }
  }

  /** The exact records of a range, for copying. */
  records(from: number, to: number): Promise<LogRecord[]> {
    return readAll(this.task, from, to - from + 1, this.stream ?? undefined, this.#closing.signal);
  }

  #show(positions: Positions): void {
    this.windows = new Windows(
      positions,
      (from, count, signal) => (this.onlyMatches && this.search
        ? readMatches(this.task, this.search.matcher, from, count, signal) : readAll(this.task, from, count, this.stream ?? undefined, signal)),
      block => {
        if (!this.hasGroups && this.windows.block(block)?.rows.some(row => row.kind === "group")) {
          this.hasGroups = true;
          void this.#learnGroups();
        }

        this.scroll.changed(block);
        this.changed();
      });
    this.scroll = new LogScroll(this.windows, this.folds, this.rowHeights);
  }

  #find(stream: Stream): SomeRecords {
    const found = new SomeRecords();
    this.#filtering = new AbortController();
    this.filteredTo = 0;
    this.#unfiltered = [];
    void scan(this.task, 1, stream, AbortSignal.any([this.#filtering.signal, this.#closing.signal]), (records, nextSeq) => {
      this.scroll.keep(() => records.forEach(record => found.add(record.seq)));
      this.filteredTo = Math.max(this.filteredTo, nextSeq - 1);
      this.changed();
    }).then(() => this.#filtered(found), () => undefined);
    return found;
  }

  /** What came live while the filter looked at the past is behind what it found. */
  #filtered(found: SomeRecords): void {
    this.scroll.keep(() => this.#unfiltered.forEach(seq => found.add(seq)));
    this.#unfiltered = [];
    this.filteredTo = Infinity;
    this.changed();
  }

  #took(records: LogRecord[]): void {
    const fresh = records.filter(record => record.seq > this.last); // a repeat after a reconnect is no news
    if (fresh.length === 0) {
      return;
    }

    const { positions } = this.windows;
    const before = positions.count;
    this.search?.live(fresh);
    this.#all.count = fresh.at(-1)!.seq;
    if (positions === this.#all) {
      this.scroll.keep(() => this.windows.append(fresh, fresh[0]!.seq - 1));
    } else if (this.onlyMatches) {
      this.scroll.keep(() => this.windows.append(fresh.filter(record => this.search!.done && this.search!.matcher.inRecord(record.text)), before));
    } else if (positions instanceof SomeRecords) {
      const mine = fresh.filter(record => record.stream === this.stream);
      if (this.filteredTo !== Infinity) {
        this.#unfiltered.push(...mine.map(record => record.seq));
        return;
      }

      const first = positions.count;
      mine.forEach(record => positions.add(record.seq));
      this.scroll.keep(() => this.windows.append(mine, first));
    }

    this.changed();
  }
}
