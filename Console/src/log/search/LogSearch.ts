import { ApiError, isAbort } from "../../api/ApiError.ts";
import { searchLog } from "../../api/logs.ts";
import type { LogRecord, Stream } from "../../api/types.ts";
import { scan } from "../source/scan.ts";
import { SomeRecords } from "../source/SomeRecords.ts";
import { Matcher, type Wanted } from "./matcher.ts";

const mostMatches = 100_000;

/** One search in one log: the records that match, as they are found, also in output that comes later. */
export class LogSearch {
  readonly matches = new SomeRecords();
  readonly matcher: Matcher;
  /** Searched so far. */
  reached = 0;
  done = false;
  failed = false;
  #stopping = new AbortController();

  constructor(private readonly task: string, wanted: Wanted, private readonly changed: () => void, private readonly stream?: Stream) {
    this.matcher = new Matcher(wanted);
  }

  get isFull(): boolean { return this.matches.count >= mostMatches; }

  async run(): Promise<void> {
    const signal = this.#stopping.signal;
    this.failed = this.matcher.isBroken;
    try {
      if (!this.failed) await this.#onServer(signal);
    } catch (error) {
      if (isAbort(error)) {
        return;
      }

      this.failed = true;
    }

    this.done = true;
    this.changed();
  }

  live(records: readonly LogRecord[]): void {
    if (this.done) {
      this.#look(records);
    }
  }

  stop(): void { this.#stopping.abort(); }

  async #onServer(signal: AbortSignal): Promise<void> {
    for (let from = 1; !this.isFull;) {
      let page;
      try {
        page = await searchLog(this.task, { text: this.matcher.text, matchCase: this.matcher.matchCase, regex: this.matcher.regex, stream: this.stream }, from, 1_000, signal);
      } catch (error) {
        if (from === 1 && error instanceof ApiError && error.status === 404) {
          return await this.#here(signal);
        }

        throw error;
      }

      page.matches.forEach(match => this.matches.add(match.seq));
      this.changed();
      if (!page.next) {
        return;
      }

      this.reached = page.next - 1;
      from = page.next;
    }
  }

  #here(signal: AbortSignal): Promise<void> {
    return scan(this.task, 1, undefined, signal, (records, nextSeq) => {
      this.#look(records);
      this.reached = nextSeq - 1;
      this.changed();
      return !this.isFull;
    });
  }

  #look(records: readonly LogRecord[]): void {
    for (const record of records) {
      if (!this.isFull && this.matcher.inRecord(record.text)) {
        this.matches.add(record.seq);
      }
    }
  }
}
