import type { LogDrop, LogRecord } from "../../api/types.ts";
import { feed } from "../ansi/feed.ts";
import { LineBuffer } from "../ansi/LineBuffer.ts";
import type { Span } from "../ansi/Span.ts";
import { plain } from "../ansi/Style.ts";
import { special } from "../ansi/visible.ts";
import type { Carry, OpenLine, StreamCarry } from "./Carry.ts";
import { commandOf } from "./commands.ts";
import type { Row } from "./Row.ts";

/** A line longer than this goes on in another row. */
export const longestRow = 32_768;

/** Adds the rows of some records. A record that goes on an open line changes that line's row, which may stand in an earlier list. */
export function assemble(records: readonly LogRecord[], carry: Carry, rows: Row[]): Carry {
  const now = { ...carry };
  for (const record of records) {
    if (record.dropped) {
      rows.push(gapRow(record, record.dropped));
      now[record.stream] = { state: now[record.stream].state, open: null }; // what follows is not the rest of that line
    } else {
      now[record.stream] = add(record, now[record.stream], rows);
    }
  }

  return now;
}

function add(record: LogRecord, carry: StreamCarry, rows: Row[]): StreamCarry {
  const ends = record.text.endsWith("\n");
  const text = ends ? record.text.slice(0, record.text.endsWith("\r\n") ? -2 : -1) : record.text;
  if (ends && !carry.open && carry.state.style === plain && carry.state.pending === "" && isPlain(text)) {
    rows.push(rowOf(record, text, null, false));
    return carry;
  }

  const open = carry.open && carry.open.buffer.length < longestRow ? carry.open : null;
  const buffer = open ? open.buffer.clone() : new LineBuffer();
  const state = feed(text, carry.state, buffer);
  const spans = buffer.spans();
  const placed = place(record, spans, open, carry.open !== null, rows);
  return ends ? { state: { style: state.style, pending: "" }, open: null } : { state, open: { ...placed, buffer } };
}

function place(record: LogRecord, spans: Span[], open: OpenLine | null, continues: boolean, rows: Row[]): Omit<OpenLine, "buffer"> {
  const text = spans.length === 1 ? spans[0]!.text : spans.map(span => span.text).join("");
  const coloured = spans.every(span => span.style === plain) ? null : spans;
  if (!open) {
    const row = rowOf(record, text, coloured, continues);
    rows.push(row);
    return { row, rows, index: rows.length - 1 };
  }

  const row: Row = { ...open.row, ...shown(text, coloured) };
  open.rows[open.index] = row;
  return { row, rows: open.rows, index: open.index };
}

function rowOf(record: LogRecord, text: string, spans: Span[] | null, continues: boolean): Row {
  return { seq: record.seq, at: Date.parse(record.at), stream: record.stream, attempt: record.attempt, continues, ...shown(text, spans) };
}

function shown(text: string, spans: Span[] | null): Pick<Row, "kind" | "text" | "spans"> {
  const { kind, length } = commandOf(text);
  return { kind, text: length ? text.slice(length) : text, spans: length && spans ? cut(spans, length) : spans };
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
