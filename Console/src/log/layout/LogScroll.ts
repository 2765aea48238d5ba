import type { Row } from "../lines/Row.ts";
import { blockSize } from "../source/Block.ts";
import type { Windows } from "../source/Windows.ts";
import type { Folds } from "./Folds.ts";
import { Heights } from "./Heights.ts";
import type { RowHeights } from "./RowHeights.ts";

/** A row, or room for rows that are not in memory yet. */
export type Item = { readonly row: Row } | { readonly block: number; readonly room: number };

interface Anchor { block: number; inside: number; seq: number | null }

/** Where in the log the reader looks. Distances are in pixels of the whole log, whatever a scroll bar can show. */
export class LogScroll {
  top = 0;
  view = 0;
  following = false;
  readonly #heights: Heights;
  /** A record that is to be in view and was not read yet: how high the lines around it are is not known before. */
  #sought: number | null = null;

  constructor(private readonly windows: Windows, private readonly folds: Folds, private readonly rows: RowHeights) {
    this.#heights = new Heights(block => this.#estimate(block), () => windows.blockCount());
  }

  get total(): number { return this.#heights.total(); }

  get end(): number { return Math.max(0, this.total - this.view); }

  /** The reader scrolled. Following stops above the end and goes on at it. */
  scrollTo(top: number): void {
    this.#sought = null;
    this.top = Math.max(0, Math.min(top, this.end));
    this.following = this.top >= this.end - this.rows.rowHeight / 2;
    this.#want();
  }

  follow(): void {
    this.#sought = null;
    this.following = true;
    this.settle();
  }

  /** Brings a record into view, a third from the top, unless it is well in view. */
  show(seq: number, force = false): void {
    const y = this.yOf(seq);
    if (force || y < this.top + this.rows.rowHeight || y > this.top + this.view - 3 * this.rows.rowHeight) {
      this.following = false;
      this.top = Math.max(0, Math.min(y - this.view / 3, this.end));
    }

    const isRead = this.windows.block(Math.floor(this.windows.positions.positionOf(seq) / blockSize)) !== undefined;
    this.#sought = isRead || this.following ? null : seq;
    this.#want();
  }

  yOf(seq: number): number {
    const position = this.windows.positions.positionOf(seq);
    const block = Math.floor(position / blockSize);
    const rows = this.windows.block(block)?.rows;
    let y = this.#heights.top(block);
    if (!rows) {
      const from = this.windows.positions.seqAt(block * blockSize);
      return y + ((position % blockSize) - (this.folds.size > 0 ? this.folds.hiddenIn(from, seq) : 0)) * this.rows.rowHeight;
    }

    for (const row of rows) {
      if (row.seq >= seq) {
        break;
      }

      y += this.#heightOf(row);
    }

    return y;
  }

  /** Rows of a block are new. What the reader looks at stays where it is, and what is sought comes into view. */
  changed(block: number): void {
    if (this.#sought === null) {
      this.keep(() => this.#learn(block));
      return;
    }

    this.#learn(block);
    this.show(this.#sought, true);
  }

  /** Does what changes heights; the first row in view stays at its place, or the end stays in view. */
  keep(change: () => void): void {
    const anchor = this.following ? null : this.#anchor();
    change();
    if (anchor) {
      this.top = Math.max(0, Math.min(this.#yOfAnchor(anchor), this.end));
    }

    this.settle();
  }

  settle(): void {
    if (this.following) {
      this.top = this.end;
    }

    this.#want();
  }

  /** All heights anew: another width, another font, groups opened or closed. */
  relearn(): void {
    this.#heights.forget();
    for (let block = 0; block < this.windows.blockCount(); block++) {
      this.#learn(block);
    }
  }

  /** What is to be drawn, and where the first of it stands below the top of the view. */
  visible(): { items: Item[]; y: number } {
    const items: Item[] = [];
    const { block: first, inside } = this.#heights.at(this.top);
    let y = -inside;
    let start = y;
    for (let block = first; block < this.windows.blockCount() && y < this.view; block++) {
      const rows = this.windows.block(block)?.rows;
      if (!rows) {
        const room = this.#heights.of(block);
        if (room > 0) {
          items.push({ block, room });
          y += room;
        }

        continue;
      }

      for (const row of rows) {
        const height = this.#heightOf(row);
        if (height === 0) {
          continue;
        }

        if (y + height <= 0 && items.length === 0) {
          start = y + height;
        } else if (y < this.view) {
          items.push({ row });
        }

        y += height;
      }
    }

    return { items, y: start };
  }

  /** The number of the first record in view. */
  firstSeq(): number {
    const first = this.visible().items[0];
    return !first ? 1 : "row" in first ? first.row.seq : this.windows.positions.seqAt(first.block * blockSize);
  }

  #heightOf(row: Row): number {
    return this.folds.size > 0 && this.folds.hiding(row.seq) !== undefined ? 0 : this.rows.of(row);
  }

  #learn(index: number): void {
    const block = this.windows.block(index);
    if (!block) {
      return;
    }

    let height = 0;
    for (const row of block.rows) {
      height += this.#heightOf(row);
    }

    const missing = this.windows.lengthOf(index) - block.records.length;
    this.#heights.know(index, height + missing * this.rows.rowHeight);
  }

  #estimate(block: number): number {
    const records = this.windows.lengthOf(block);
    const from = this.windows.positions.seqAt(block * blockSize);
    const hidden = this.folds.size > 0 ? this.folds.hiddenIn(from, from + records) : 0;
    return (records - hidden) * this.rows.rowHeight;
  }

  #anchor(): Anchor {
    const { block, inside } = this.#heights.at(this.top);
    let y = 0;
    for (const row of this.windows.block(block)?.rows ?? []) {
      const height = this.#heightOf(row);
      if (height > 0 && y + height > inside) {
        return { block, inside: inside - y, seq: row.seq };
      }

      y += height;
    }

    return { block, inside, seq: null };
  }

  #yOfAnchor({ block, inside, seq }: Anchor): number {
    return (seq === null ? this.#heights.top(block) : this.yOf(seq)) + inside;
  }

  #want(): void {
    if (this.view > 0) {
      const first = this.#heights.at(this.top).block;
      const last = this.#heights.at(this.top + this.view).block;
      const isSeen = (block: number) => this.#heights.of(block) > 0;
      this.windows.want(first, last, isSeen);
      this.windows.want(first - 1, last + 1, isSeen);
    }
  }
}
