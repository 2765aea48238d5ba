import type { Positions } from "./Positions.ts";

/** Records that a filter chose, as they are found. */
export class SomeRecords implements Positions {
  #seqs = new Float64Array(1024);
  count = 0;

  add(seq: number): void {
    if (this.count > 0 && seq <= this.#seqs[this.count - 1]!) {
      return; // seen already, by the other of search and live output
    }

    if (this.count === this.#seqs.length) {
      const more = new Float64Array(this.#seqs.length * 2);
      more.set(this.#seqs);
      this.#seqs = more;
    }

    this.#seqs[this.count++] = seq;
  }

  seqAt(position: number): number { return this.#seqs[position] ?? 0; }

  positionOf(seq: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#seqs[middle]! < seq) low = middle + 1; else high = middle;
    }

    return low;
  }
}
