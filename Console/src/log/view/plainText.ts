import { rawLogAddress } from "../../api/logs.ts";
import type { LogRecord, Stream } from "../../api/types.ts";
import { assemble } from "../lines/assemble.ts";
import { freshCarry } from "../lines/Carry.ts";
import type { Row } from "../lines/Row.ts";
import { scan } from "../source/scan.ts";
import { strip } from "../ansi/strip.ts";

/** Records as the reader sees them, line by line. */
export function plainText(records: readonly LogRecord[]): string {
  const rows: Row[] = [];
  assemble(records, freshCarry, rows);
  return rows.map(row => (row.dropped ? `[${row.dropped.bytes} bytes of ${row.stream} are missing here: ${row.dropped.reason}]` : row.text)).join("\n");
}

/** The whole log without colours, as a file. It is read as a stream, so that a large log needs no large page. */
export async function textFile(task: string, stream: Stream | null): Promise<Blob> {
  const response = await fetch(rawLogAddress(task, stream ?? undefined), { credentials: "same-origin" });
  if (!response.ok || !response.body) {
    throw new Error(`${response.status} ${response.statusText}`);
  }

  const pieces: Blob[] = [];
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split("\n");
    rest = lines.pop()!;
    if (lines.length > 0) {
      pieces.push(new Blob([lines.map(strip).join("\n") + "\n"]));
    }
  }

  return new Blob([...pieces, strip(rest)], { type: "text/plain;charset=utf-8" });
}

/** The whole log as lines that begin with their time, for reading beside other logs. */
export async function timedFile(task: string, stream: Stream | null): Promise<Blob> {
  const pieces: Blob[] = [];
  const rows: (Row | null)[] = [];
  let [carry, written] = [freshCarry, 0];
  const write = (to: number) => {
    pieces.push(new Blob([rows.slice(written, to).map(row => timed(row!)).join("")]));
    rows.fill(null, written, to);
    written = to;
  };
  await scan(task, 1, stream ?? undefined, new AbortController().signal, records => {
    carry = assemble(records, carry, rows as Row[]);
    write(Math.min(...[carry.stdout, carry.stderr].map(({ open }) => open?.index ?? rows.length))); // lines that may go on wait
  });
  write(rows.length);
  return new Blob(pieces, { type: "text/plain;charset=utf-8" });
}

const timed = (row: Row): string => `${new Date(row.at).toISOString()} ${row.stream === "stderr" ? "E" : " "} ${row.text}\n`;

export function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
