import type { Span } from "./Span.ts";
import { plain, sameStyle, type Style } from "./Style.ts";

/** A column further right than this is not reached by moving the cursor. */
const mostColumns = 4_096;

/**
 * One line as a terminal would show it. Most lines are only appended to and stay a few spans; the first move of the cursor lays the line out
 * in cells, so that a progress bar overwrites itself.
 */
export class LineBuffer {
  #spans: Span[] = [];
  #length = 0;
  #cells: { text: string; style: Style }[] | null = null;
  #column = 0;

  get length(): number { return this.#cells ? this.#cells.length : this.#length; }

  write(text: string, style: Style): void {
    if (this.#cells) {
      for (const character of text) {
        this.#put(character, style);
      }

      return;
    }

    const last = this.#spans.at(-1);
    if (last && sameStyle(last.style, style)) {
      last.text += text;
    } else if (text) {
      this.#spans.push({ text, style });
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
    this.#column = Math.max(0, Math.min(column, Math.max(mostColumns, this.#cells!.length)));
  }

  /** Erases to the end (0), from the beginning (1), or all (2). */
  erase(how: number): void {
    this.#layOut();
    const cells = this.#cells!;
    if (how === 1) {
      cells.fill({ text: " ", style: plain }, 0, Math.min(this.#column + 1, cells.length));
    } else {
      cells.length = how === 2 ? 0 : Math.min(this.#column, cells.length);
    }
  }

  /** What the line looks like now. */
  spans(): Span[] {
    if (!this.#cells) {
      return this.#spans.map(span => ({ ...span }));
    }

    const spans: Span[] = [];
    for (const { text, style } of this.#cells) {
      const last = spans.at(-1);
      if (last && sameStyle(last.style, style)) {
        last.text += text;
      } else {
        spans.push({ text, style });
      }
    }

    return spans;
  }

  clone(): LineBuffer {
    const copy = new LineBuffer();
    copy.#spans = this.#spans.map(span => ({ ...span }));
    copy.#length = this.#length;
    copy.#cells = this.#cells?.slice() ?? null;
    copy.#column = this.#column;
    return copy;
  }

  #put(text: string, style: Style): void {
    const cells = this.#cells!;
    while (cells.length < this.#column) {
      cells.push({ text: " ", style: plain });
    }

    cells[this.#column++] = { text, style };
  }

  #layOut(): void {
    if (!this.#cells) {
      this.#cells = this.#spans.flatMap(({ text, style }) => [...text].map(character => ({ text: character, style })));
      this.#column = this.#cells.length;
      this.#spans = [];
    }
  }
}
