import { freshState } from "../src/log/ansi/AnsiState.ts";
import { feed } from "../src/log/ansi/feed.ts";
import { LineBuffer } from "../src/log/ansi/LineBuffer.ts";
import type { Span } from "../src/log/ansi/Span.ts";

/** What a line shows after these pieces of output. */
export function rendered(...pieces: string[]): Span[] {
  const line = new LineBuffer();
  pieces.reduce((state, piece) => feed(piece, state, line), freshState);
  return line.spans();
}

export const textOf = (spans: readonly Span[]): string => spans.map(span => span.text).join("");
