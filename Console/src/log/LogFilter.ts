import type { LogRecord, Stream } from "../api/types.ts";
import { scan } from "./source/scan.ts";
import { SomeRecords } from "./source/SomeRecords.ts";

/** The records of one stream of a log, found by reading all of it once. What comes live meanwhile stands behind what is found. */
export class LogFilter {
  readonly found = new SomeRecords();
  readonly #closing = new AbortController();
  #late: number[] = [];
  /** How far it has looked; infinite when that is the whole log. */
  readTo = 0;

  /** @param keep Does what changes the log's length, and shows it. */
  constructor(task: string, readonly stream: Stream, private readonly keep: (change: () => void) => void, closing: AbortSignal) {
    void scan(task, 1, stream, AbortSignal.any([this.#closing.signal, closing]), (records, nextSeq) => {
      this.readTo = Math.max(this.readTo, nextSeq - 1);
      this.keep(() => records.forEach(record => this.found.add(record.seq)));
    }).then(() => this.#complete(), () => undefined);
  }

  /** Takes what came live; gives what of it stands at the end now. */
  took(fresh: readonly LogRecord[]): LogRecord[] {
    const mine = fresh.filter(record => record.stream === this.stream);
    if (this.readTo !== Infinity) {
      this.#late.push(...mine.map(record => record.seq));
      return [];
    }

    mine.forEach(record => this.found.add(record.seq));
    return mine;
  }

  close(): void { this.#closing.abort(); }

  #complete(): void {
    if (this.#closing.signal.aborted) {
      return;
    }

    this.readTo = Infinity;
    this.keep(() => this.#late.forEach(seq => this.found.add(seq)));
    this.#late = [];
  }
}
