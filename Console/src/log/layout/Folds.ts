/** Closed groups: each hides the records after its first, up to its end. They do not overlap. */
export class Folds {
  #ends = new Map<number, number>();
  version = 0;

  get size(): number { return this.#ends.size; }

  isClosed(group: number): boolean { return this.#ends.has(group); }

  /** Hides the records after `group` up to, not including, `end`. */
  close(group: number, end: number): void {
    this.#ends.set(group, end);
    this.version++;
  }

  open(group: number): void {
    this.#ends.delete(group);
    this.version++;
  }

  openAll(): void {
    this.#ends.clear();
    this.version++;
  }

  /** The closed group that hides a record. */
  hiding(seq: number): number | undefined {
    for (const [group, end] of this.#ends) {
      if (seq > group && seq < end) {
        return group;
      }
    }

    return undefined;
  }

  /** How many of the records from..to (not including to) are hidden. */
  hiddenIn(from: number, to: number): number {
    let hidden = 0;
    for (const [group, end] of this.#ends) {
      hidden += Math.max(0, Math.min(to, end) - Math.max(from, group + 1));
    }

    return hidden;
  }
}
