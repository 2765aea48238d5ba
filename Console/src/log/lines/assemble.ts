import type { LogDrop, LogRecord, Stream } from "../../api/types.ts";
import { feed } from "../ansi/feed.ts";
import { LineBuffer } from "../ansi/LineBuffer.ts";
import type { Span } from "../ansi/Span.ts";
import { plain } from "../ansi/Style.ts";
import { special } from "../ansi/visible.ts";
import type { Carry, StreamCarry } from "./Carry.ts";
import { commandOf } from "./commands.ts";
import type { Row } from "./Row.ts";

/** A line longer than this goes on in another row. */
export const longestRow = 32_768;

/** Adds the rows of some records. A record that goes on an open line changes that line's row, which may stand in an earlier list. */
export function assemble(records: readonly LogRecord[], carry: Carry, rows: Row[]): Carry {
  const streams: Record<Stream, Assembly> = { stdout: new Assembly(carry.stdout, rows), stderr: new Assembly(carry.stderr, rows) };
  for (const record of records) {
    if (record.dropped) {
      streams[record.stream].breakOff(); // what follows is not the rest of that line
      rows.push(gapRow(record, record.dropped));
    } else {
      streams[record.stream].add(record);
    }
  }

  return { stdout: streams.stdout.carry(), stderr: streams.stderr.carry() };
}

/** A line that is being put together: its row stands, its text is drawn once, when it ends or the records do. */
interface Line { row: Row; readonly buffer: LineBuffer; readonly rows: Row[]; readonly index: number; unread: string }

/** One stream's records on the way to rows. However many make one line, each is read once. */
class Assembly {
  #state: StreamCarry["state"];
  /** What was carried over is not changed: a block may be built again from it. */
  readonly #carried: StreamCarry["open"];
  #line: Line | null = null;
  #isOpen: boolean;

  constructor(from: StreamCarry, private readonly rows: Row[]) {
    this.#state = from.state;
    this.#carried = from.open;
    this.#isOpen = from.open !== null;
  }

  add(record: LogRecord): void {
    const ends = record.text.endsWith("\n");
    const text = ends ? record.text.slice(0, record.text.endsWith("\r\n") ? -2 : -1) : record.text;
    if (ends && !this.#isOpen && this.#state.style === plain && this.#state.pending === "" && isPlain(text)) {
      this.rows.push(rowOf(record, text, null, false));
      return;
    }

    const line = this.#lineFor(record);
    line.unread += text;
    this.#isOpen = true;
    if (ends) {
      this.#end();
      this.#state = { style: this.#state.style, pending: "" };
    }
  }

  breakOff(): void {
    if (this.#line) {
      this.#end();
    }

    this.#line = null;
    this.#isOpen = false;
  }

  carry(): StreamCarry {
    if (!this.#isOpen) {
      return { state: this.#state, open: null };
    }

    if (!this.#line) {
      return { state: this.#state, open: this.#carried };
    }

    this.#draw(this.#line);
    const { row, buffer, rows, index } = this.#line;
    return { state: this.#state, open: { row, buffer, rows, index } };
  }

  #lineFor(record: LogRecord): Line {
    const open = this.#line ?? (this.#isOpen && this.#carried ? this.#take(this.#carried) : null);
    if (open && open.buffer.length + open.unread.length >= longestRow) {
      this.#read(open);
    }

    if (open && open.buffer.length < longestRow) {
      return (this.#line = open);
    }

    if (open) {
      this.#draw(open);
    }

    const row = rowOf(record, "", null, this.#isOpen);
    this.rows.push(row);
    return (this.#line = { row, buffer: new LineBuffer(), rows: this.rows, index: this.rows.length - 1, unread: "" });
  }

  #take({ row, buffer, rows, index }: NonNullable<StreamCarry["open"]>): Line { return { row, buffer: buffer.clone(), rows, index, unread: "" }; }

  #read(line: Line): void {
    this.#state = feed(line.unread, this.#state, line.buffer);
    line.unread = "";
  }

  #draw(line: Line): void {
    this.#read(line);
    const spans = line.buffer.spans();
    const text = spans.length === 1 ? spans[0]!.text : spans.map(span => span.text).join("");
    line.row = { ...line.row, ...shown(text, spans.every(span => span.style === plain) ? null : spans) };
    line.rows[line.index] = line.row;
  }

  #end(): void {
    this.#draw(this.#line!);
    this.#line = null;
    this.#isOpen = false;
  }
}

function rowOf(record: LogRecord, text: string, spans: Span[] | null, continues: boolean): Row {
  return { seq: record.seq, at: Date.parse(record.at), stream: record.stream, attempt: record.attempt, continues, ...shown(text, spans) };
}

function shown(text: string, spans: Span[] | null): Pick<Row, "kind" | "text" | "spans" | "place"> {
  const { kind, length, place } = commandOf(text);
  return { kind, ...(place ? { place } : {}), text: length ? text.slice(length) : text, spans: length && spans ? cut(spans, length) : spans };
}

function cut(spans: Span[], length: number): Span[] {
  let left = length;
  return spans.flatMap(span => {
    const taken = Math.min(left, span.text.length);
    left -= taken;
    return taken === span.text.length ? [] : [{ ...span, text: span.text.slice(taken) }];
  });
}

const gapRow = (record: LogRecord, dropped: LogDrop): Row =>
  ({ seq: record.seq, at: Date.parse(record.at), stream: record.stream, attempt: record.attempt, kind: "gap", text: "", spans: null, continues: false, dropped });

function isPlain(text: string): boolean {
  special.lastIndex = 0;
  return !special.test(text);
}
