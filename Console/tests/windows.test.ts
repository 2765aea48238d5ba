import { describe, expect, it } from "vitest";
import type { LogRecord } from "../src/api/types.ts";
import { Folds } from "../src/log/layout/Folds.ts";
import { LogScroll } from "../src/log/layout/LogScroll.ts";
import { RowHeights } from "../src/log/layout/RowHeights.ts";
import { AllRecords } from "../src/log/source/AllRecords.ts";
import { blockSize } from "../src/log/source/Block.ts";
import { SomeRecords } from "../src/log/source/SomeRecords.ts";
import { Windows } from "../src/log/source/Windows.ts";

const line = (seq: number): LogRecord => ({ seq, stream: "stdout", at: "2026-01-01T00:00:00Z", attempt: 1, text: `line ${seq}\n` });

/** A log on a server: what was asked for, and when it answers. */
class Server {
  asked: [number, number][] = [];
  aborted = 0;
  #waiting: (() => void)[] = [];

  constructor(private readonly text: (seq: number) => string = seq => `line ${seq}\n`) {}

  read = (from: number, count: number, signal: AbortSignal): Promise<LogRecord[]> => new Promise((done, fail) => {
    this.asked.push([from, count]);
    signal.addEventListener("abort", () => { this.aborted++; fail(new DOMException("", "AbortError")); });
    this.#waiting.push(() => done(Array.from({ length: count }, (_, i) => ({ ...line(from + i), text: this.text(from + i) }))));
  });

  async answer(): Promise<void> {
    this.#waiting.splice(0).forEach(each => each());
    await new Promise(done => setTimeout(done));
  }
}

function logOf(count: number, server = new Server(), rows = new RowHeights(20)) {
  const positions = new AllRecords(count);
  const folds = new Folds();
  const log = { positions, folds, rows, scroll: undefined as unknown as LogScroll };
  const windows = new Windows(positions, server.read, block => log.scroll.changed(block));
  log.scroll = new LogScroll(windows, folds, rows);
  log.scroll.view = 600;
  return { ...log, windows, server };
}

describe("a window", () => {
  it("reads only what is looked at", async () => {
    const { windows, scroll, server } = logOf(1_000_000);
    scroll.show(700_000, true);
    await server.answer();
    expect(server.asked.length).toBeLessThanOrEqual(4);
    expect(server.asked.every(([from]) => Math.abs(from - 700_000) < 3 * blockSize)).toBe(true);
    expect(windows.size).toBeLessThanOrEqual(4);
    expect(scroll.visible().items.some(item => "row" in item && item.row.text === "line 700000")).toBe(true);
  });

  it("gives up what is no longer looked at", () => {
    const { scroll, server } = logOf(1_000_000);
    scroll.settle();
    scroll.scrollTo(9_000_000);
    expect(server.aborted).toBeGreaterThan(0);
  });

  it("keeps a bounded number of blocks", async () => {
    const { scroll, server, windows } = logOf(200_000);
    for (let top = 0; top < scroll.total; top += 8_000) {
      scroll.scrollTo(top);
      await server.answer();
    }

    expect(windows.size).toBeLessThanOrEqual(50);
  });

  it("takes live records without a gap or a double, also when a read overtakes them", async () => {
    const { windows, scroll, positions, server } = logOf(600);
    scroll.follow();
    positions.count = 610;
    windows.append(Array.from({ length: 10 }, (_, i) => line(601 + i)), 600);
    await server.answer();
    scroll.settle();
    await server.answer();
    positions.count = 615;
    windows.append(Array.from({ length: 5 }, (_, i) => line(611 + i)), 610);
    await server.answer();
    expect(windows.block(1)!.records.map(record => record.seq)).toEqual(Array.from({ length: 615 - blockSize }, (_, i) => blockSize + 1 + i));
  });

  it("has no double where live records come while the same are read", async () => {
    const { windows, scroll, positions, server } = logOf(600);
    scroll.settle();
    scroll.scrollTo(scroll.end);
    await server.answer();
    positions.count = 610;
    windows.want(1, 1);
    windows.append(Array.from({ length: 10 }, (_, i) => line(601 + i)), 600);
    await server.answer();
    expect(server.asked.at(-1)).toEqual([601, 10]);
    expect(windows.block(1)!.records.map(record => record.seq)).toEqual(Array.from({ length: 610 - blockSize }, (_, i) => blockSize + 1 + i));
  });

  it("joins a line over the border of blocks, whichever comes first", async () => {
    const server = new Server(seq => (seq === blockSize ? "begin " : seq === blockSize + 1 ? "end\n" : `line ${seq}\n`));
    const { windows, scroll } = logOf(2 * blockSize, server);
    windows.want(1, 1);
    await server.answer();
    expect(windows.block(1)!.rows[0]!.text).toBe("end");
    windows.want(0, 1);
    await server.answer();
    expect(windows.block(0)!.rows.at(-1)!.text).toBe("begin end");
    expect(windows.block(1)!.rows[0]!.text).toBe(`line ${blockSize + 2}`);
    expect(scroll.total).toBe((2 * blockSize - 1) * 20);
  });
});

describe("scrolling", () => {
  it("stays where the reader looks while heights above become known", async () => {
    const server = new Server(seq => (seq % 2 ? `a${seq}` : "b\n")); // two records a line
    const { scroll } = logOf(4 * blockSize, server);
    scroll.scrollTo(2 * blockSize * 20);
    await server.answer();
    const before = scroll.firstSeq();
    scroll.scrollTo(scroll.top - 300);
    await server.answer();
    expect(scroll.firstSeq()).toBeLessThan(before);
    expect(scroll.visible().items.every(item => "row" in item)).toBe(true);
  });

  it("follows the end, stops above it and goes on at it", async () => {
    const { scroll, positions, windows, server } = logOf(1_000);
    scroll.follow();
    await server.answer();
    expect(scroll.top).toBe(1_000 * 20 - 600);
    scroll.scrollTo(scroll.top - 100);
    expect(scroll.following).toBe(false);
    const top = scroll.top;
    positions.count = 1_100;
    scroll.keep(() => windows.append(Array.from({ length: 100 }, (_, i) => line(1_001 + i)), 1_000));
    expect(scroll.top).toBe(top);
    scroll.scrollTo(scroll.end);
    expect(scroll.following).toBe(true);
  });

  it("brings a record into view that was never read, however high the lines turn out to be", async () => {
    const server = new Server(() => "w".repeat(95) + "\n");   // four rows each where lines wrap
    const rows = new RowHeights(20);
    rows.columns = 25;
    const { scroll } = logOf(20_000, server, rows);
    scroll.show(15_100, true);
    for (let i = 0; i < 10; i++) {
      await server.answer();
    }

    expect(scroll.visible().items.map(item => ("row" in item ? item.row.seq : 0))).toContain(15_100);
    scroll.scrollTo(scroll.top + 5_000);
    for (let i = 0; i < 10; i++) {
      await server.answer();
    }

    expect(scroll.visible().items.map(item => ("row" in item ? item.row.seq : 0))).not.toContain(15_100);   // the reader has gone on
  });

  it("a closed group takes no room, also where it was never read", async () => {
    const { scroll, folds, server } = logOf(100_000);
    scroll.settle();
    await server.answer();
    scroll.keep(() => { folds.close(10, 90_000); scroll.relearn(); });
    expect(scroll.total).toBe((100_000 - 89_989) * 20);
    await server.answer();
    expect(scroll.yOf(90_000)).toBe(10 * 20);
  });
});

describe("positions of a filter", () => {
  it("find the next record, and take none twice", () => {
    const some = new SomeRecords();
    [3, 7, 7, 5, 1_000].forEach(seq => some.add(seq));
    expect(some.count).toBe(3);
    expect([1, 3, 4, 7, 8, 2_000].map(seq => some.positionOf(seq))).toEqual([0, 0, 1, 1, 2, 3]);
  });
});
