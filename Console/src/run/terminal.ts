import type { TerminalSize } from "../api/types.ts";

const most = 1_000;

/** "120x40": characters in a line, and lines. Null if it is none. */
export function parseTerminal(text: string): TerminalSize | null {
  const [, columns, rows] = /^\s*(\d{1,4})\s*[x\u00d7]\s*(\d{1,4})\s*$/i.exec(text) ?? [];
  const size = { columns: Number(columns), rows: Number(rows) };
  return size.columns >= 1 && size.columns <= most && size.rows >= 1 && size.rows <= most ? size : null;
}

/** What a size is written as; empty without one. */
export const writeTerminal = (size: TerminalSize | undefined): string => (size ? `${size.columns ?? 80}x${size.rows ?? 24}` : "");
