import type { Span } from "./Span.ts";
import { controlStyle, plain, sameStyle, type Style } from "./Style.ts";

/** The cursor is not moved further right than this, where the line does not reach there. */
const mostColumns = 4_096;

/** A line that changes its look more often than this is shown without further looks: each is an element of the page. */
export const mostSpans = 2_000;

interface Cell { readonly text: string; readonly style: Style; readonly turn: number }

/** What was erased: the cells on one side of a column, as they were at that turn. */
interface Erased { readonly column: number; readonly turn: number }

/**
 * One line as a terminal would show it. Most lines are only appended to and stay a few spans; the first move of the cursor lays the line out
 * in cells, so that a progress bar overwrites itself. Erasing only takes note: output that erases a long line again and again costs no more
 * than other output.
 */
export class LineBuffer {
  /** Cells and spans touched by all lines so far: tests hold by it that hostile output costs no more than its length. */
  static touched = 0;

  #spans: Span[] = [];
  #length = 0;
  #cells: (Cell | undefined)[] | null = null;
  #column = 0;
  #turn = 0;
  /** Erased up to a column: later turns are further left, so the first that reaches a cell from the end is its newest. */
  #before: Erased[] = [];
  /** Erased from a column on: later turns are further right. */
  #behind: Erased[] = [];

  get length(): number { return this.#length; }

  write(text: string, style: Style): void {
    if (this.#cells && style === controlStyle) {
      this.#put(text, style); // one character that is written out
      return;
    }

    if (this.#cells) {
      for (const character of text) {
        this.#put(character, style);
      }

      return;
    }

    const last = this.#spans.at(-1);
    LineBuffer.touched++;
    if (last && (this.#spans.length >= mostSpans || sameStyle(last.style, style))) {
      last.text += text;
    } else if (text) {
      this.#spans.push({ text, style: this.#spans.length === mostSpans - 1 ? plain : style });
    }

    this.#length += text.length;
  }

  /** Carriage return; the line stays until something is written over it. */
  home(): void {
    if (this.#cells || this.#length > 0) {
      this.#layOut();
      this.#column = 0;
    }
  }

  move(by: number): void { this.to((this.#layOut(), this.#column) + by); }

  to(column: number): void {
    this.#layOut();
    // Where it stands is in reach too: what was written there may have been erased since.
    this.#column = Math.max(0, Math.min(column, Math.max(mostColumns, this.#length, this.#column)));
  }

  /** Erases to the end (0), from the beginning (1), or all (2). */
  erase(how: number): void {
    this.#layOut();
    const turn = ++this.#turn;
    LineBuffer.touched++;
    if (how === 1) {
      note(this.#before, { column: this.#column + 1, turn }, (earlier, column) => earlier <= column);
    } else {
      const column = how === 2 ? 0 : this.#column;
      this.#length = Math.min(this.#length, column);
      note(this.#behind, { column, turn }, (earlier, now) => earlier >= now);
    }
  }

  /** What the line looks like now. */
  spans(): Span[] {
    const spans: Span[] = [];
    const add = (text: string, style: Style) => {
      LineBuffer.touched++;
      const last = spans.at(-1);
      if (last && (spans.length >= mostSpans || sameStyle(last.style, style))) {
        last.text += text;
      } else {
        spans.push({ text, style: spans.length === mostSpans - 1 ? plain : style });
      }
    };
    if (!this.#cells) {
      this.#spans.forEach(span => add(span.text, span.style));
      return spans;
    }

    let [before, behind] = [this.#before.length - 1, -1];
    for (let at = 0; at < this.#length; at++) {
      while (before >= 0 && this.#before[before]!.column <= at) before--;
      while (behind + 1 < this.#behind.length && this.#behind[behind + 1]!.column <= at) behind++;
      const cell = this.#cells[at];
      const erased = Math.max(this.#before[before]?.turn ?? -1, this.#behind[behind]?.turn ?? -1);
      if (cell && cell.turn >= erased) add(cell.text, cell.style); else add(" ", plain);
    }

    return spans;
  }

  clone(): LineBuffer {
    const copy = new LineBuffer();
    LineBuffer.touched += this.#cells ? this.#cells.length : this.#spans.length;
    copy.#spans = this.#spans.map(span => ({ ...span }));
    copy.#length = this.#length;
    copy.#cells = this.#cells?.slice() ?? null;
    copy.#column = this.#column;
    copy.#turn = this.#turn;
    copy.#before = [...this.#before];
    copy.#behind = [...this.#behind];
    return copy;
  }

  #put(text: string, style: Style): void {
    LineBuffer.touched++;
    this.#cells![this.#column++] = { text, style, turn: this.#turn };
    this.#length = Math.max(this.#length, this.#column);
  }

  #layOut(): void {
    if (!this.#cells) {
      this.#cells = this.#spans.flatMap(({ text, style }) => [...text].map(character => ({ text: character, style, turn: 0 })));
      LineBuffer.touched += this.#cells.length;
      this.#length = this.#column = this.#cells.length;
      this.#spans = [];
    }
  }
}

/** Adds what was erased last, in place of everything that it covers. Each is added once and taken away once. */
function note(all: Erased[], last: Erased, covers: (earlier: number, column: number) => boolean): void {
  while (all.length > 0 && covers(all.at(-1)!.column, last.column)) {
    all.pop();
    LineBuffer.touched++;
  }

  all.push(last);
}
