/** Browsers cannot draw elements taller than this. */
export const tallest = 8_000_000;

/**
 * A log taller than a browser can draw has a scroll bar that is shorter than the log. Small moves (wheel, keys) move the log by just as much;
 * large ones (the bar dragged) go to the same share of the log.
 */
export class ScrollScale {
  #bar = 0;

  /** Height of the element behind the scroll bar. */
  static spacer(total: number): number { return Math.min(total, tallest); }

  /** Where the log's top goes when the bar moved. */
  moved(bar: number, top: number, total: number, view: number): number {
    const by = bar - this.#bar;
    this.#bar = bar;
    if (total <= tallest) {
      return bar;
    }

    const end = tallest - view;
    if (bar <= 0 || bar >= end - 1 || Math.abs(by) > view * 1.5) {
      return (Math.min(bar, end) / end) * (total - view);
    }

    return Math.max(0, Math.min(top + by, total - view));
  }

  /** Where the bar belongs for a log's top. */
  barFor(top: number, total: number, view: number): number {
    return total <= tallest ? top : (top / Math.max(1, total - view)) * (tallest - view);
  }

  /** The bar was put there by us. */
  placed(bar: number): void { this.#bar = bar; }
}
