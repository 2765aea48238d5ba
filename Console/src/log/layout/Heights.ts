/** Heights of blocks: known ones, and estimates for those that nobody has seen. */
export class Heights {
  #known: number[] = [];

  constructor(private readonly estimate: (block: number) => number, private readonly count: () => number) {}

  of(block: number): number { return this.#known[block] ?? this.estimate(block); }

  know(block: number, height: number): void { this.#known[block] = height; }

  forget(): void { this.#known = []; }

  forgetOne(block: number): void { delete this.#known[block]; }

  total(): number { return this.top(this.count()); }

  top(block: number): number {
    let sum = 0;
    for (let i = 0; i < block; i++) {
      sum += this.of(i);
    }

    return sum;
  }

  /** The block at a distance from the top, and how far into it that is. */
  at(y: number): { block: number; inside: number } {
    const count = this.count();
    let top = 0;
    for (let block = 0; block < count; block++) {
      const height = this.of(block);
      if (y < top + height || block === count - 1) {
        return { block, inside: Math.max(0, y - top) };
      }

      top += height;
    }

    return { block: 0, inside: 0 };
  }
}
