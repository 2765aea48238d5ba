import type { Span } from "../ansi/Span.ts";
import { plain } from "../ansi/Style.ts";
import type { Row } from "../lines/Row.ts";

export interface Piece extends Span { hit: boolean; href?: string }

/** The pieces of a row: where its look changes, and where a search found something. */
export function marked(row: Row, places: readonly [number, number][]): Piece[] {
  const spans = row.spans ?? [{ text: row.text, style: plain }];
  if (places.length === 0) {
    return spans.map(span => ({ ...span, hit: false }));
  }

  const pieces: Piece[] = [];
  let at = 0;
  let place = 0;
  for (const span of spans) {
    const end = at + span.text.length;
    for (let from = at; from < end;) {
      while (place < places.length && places[place]![1] <= from) place++;
      const [begin, until] = places[place] ?? [Infinity, Infinity];
      const hit = begin <= from;
      const to = Math.min(end, hit ? until : begin);
      pieces.push({ text: span.text.slice(from - at, to - at), style: span.style, hit });
      from = to;
    }

    at = end;
  }

  return pieces;
}
