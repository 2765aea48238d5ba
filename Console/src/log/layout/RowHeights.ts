import type { Row } from "../lines/Row.ts";

/** Heights of single rows while long lines wrap; without wrapping every row has the same. */
export class RowHeights {
  #measured = new WeakMap<Row, number>();
  /** Null: lines do not wrap. */
  columns: number | null = null;

  constructor(public rowHeight: number) {}

  of(row: Row): number {
    if (row.kind === "endGroup") {
      return 0;
    }

    if (this.columns === null) {
      return this.rowHeight;
    }

    return this.#measured.get(row) ?? Math.max(1, Math.ceil(row.text.length / this.columns)) * this.rowHeight;
  }

  /** True if that is news. */
  measured(row: Row, height: number): boolean {
    const before = this.of(row);
    this.#measured.set(row, height);
    return Math.abs(before - height) > 0.5;
  }

  forget(): void { this.#measured = new WeakMap(); }
}
