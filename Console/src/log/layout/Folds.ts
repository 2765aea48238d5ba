/** A closed group: its first record stays, those after it up to, not including, `end` are hidden. */
export interface Fold { readonly group: number; readonly end: number }

/** Closed groups, in order. They do not overlap. A log may have a hundred thousand of them, and every row in view is asked about. */
export class Folds {
  #folds: Fold[] = [];
  /** How many records are hidden by the folds before each. */
  #before: number[] = [];
  version = 0;

  get size(): number { return this.#folds.length; }

  isClosed(group: number): boolean { return this.#folds[this.#lastFrom(group)]?.group === group; }

  close(group: number, end: number): void { this.#set([...this.#folds.filter(fold => fold.group !== group), { group, end }].sort((a, b) => a.group - b.group)); }

  /** Closes these, in their order, and no others. */
  closeAll(folds: readonly Fold[]): void { this.#set(folds); }

  open(group: number): void { this.#set(this.#folds.filter(fold => fold.group !== group)); }

  openAll(): void { this.#set([]); }

  /** The closed group that hides a record. */
  hiding(seq: number): number | undefined {
    const fold = this.#folds[this.#lastFrom(seq - 1)];
    return fold && seq < fold.end ? fold.group : undefined;
  }

  /** How many of the records from..to (not including to) are hidden. */
  hiddenIn(from: number, to: number): number { return this.#hiddenBefore(to) - this.#hiddenBefore(from); }

  #hiddenBefore(seq: number): number {
    const at = this.#lastFrom(seq - 1);
    const fold = this.#folds[at];
    return fold ? this.#before[at]! + Math.min(seq, fold.end) - fold.group - 1 : 0;
  }

  /** Place of the last fold whose group is at a record or before it; -1 if there is none. */
  #lastFrom(seq: number): number {
    let [low, high] = [0, this.#folds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#folds[middle]!.group <= seq) low = middle + 1; else high = middle;
    }

    return low - 1;
  }

  #set(folds: readonly Fold[]): void {
    this.#folds = [...folds];
    let hidden = 0;
    this.#before = this.#folds.map(({ group, end }) => {
      const before = hidden;
      hidden += end - group - 1;
      return before;
    });
    this.version++;
  }
}
