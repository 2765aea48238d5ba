import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Folds } from "../src/log/layout/Folds.ts";
import { LogScroll } from "../src/log/layout/LogScroll.ts";
import { RowHeights } from "../src/log/layout/RowHeights.ts";
import { AllRecords } from "../src/log/source/AllRecords.ts";
import { blockSize } from "../src/log/source/Block.ts";
import { groupsOf } from "../src/log/source/groups.ts";
import { Windows } from "../src/log/source/Windows.ts";

const begin = (seq: number) => ({ seq, ends: false });
const end = (seq: number) => ({ seq, ends: true });

describe("groups", () => {
  it("end at their mark, at the next group, or at the end of the log", () => {
    expect(groupsOf([begin(2), end(5), begin(7), begin(9), end(12), begin(20)], 31)).toEqual([
      { group: 2, end: 6 }, { group: 7, end: 9 }, { group: 9, end: 13 }, { group: 20, end: 31 },
    ]);
  });

  it("that are still written to are left out", () => {
    expect(groupsOf([begin(2), end(5), begin(7)], null)).toEqual([{ group: 2, end: 6 }]);
    expect(groupsOf([end(3), end(4)], null)).toEqual([]);
  });
});

describe("folds", () => {
  it("hide what is in them and nothing else", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 6 })), { maxLength: 20 }), pieces => {
      let at = 0;
      const list = pieces.map(([gap, length]) => { const group = at + gap; at = group + length; return { group, end: at + 1 }; });
      const folds = new Folds();
      folds.closeAll(list);
      const hidden = (seq: number) => list.find(fold => seq > fold.group && seq < fold.end)?.group;
      for (let seq = 0; seq < at + 5; seq++) {
        expect(folds.hiding(seq)).toBe(hidden(seq));
        expect(folds.isClosed(seq)).toBe(list.some(fold => fold.group === seq));
      }

      for (let from = 0; from < at + 3; from += 2) {
        const count = Array.from({ length: at + 5 - from }, (_, i) => from + i).filter(seq => hidden(seq) !== undefined).length;
        expect(folds.hiddenIn(from, at + 5)).toBe(count);
      }
    }));
  });

  it("close and open one at a time, in any order", () => {
    const folds = new Folds();
    folds.close(10, 20);
    folds.close(2, 5);
    expect([folds.size, folds.hiding(4), folds.hiding(19), folds.hiding(20), folds.hiddenIn(1, 100)]).toEqual([2, 2, 10, undefined, 11]);
    folds.open(10);
    expect([folds.size, folds.hiding(19), folds.isClosed(2)]).toEqual([1, undefined, true]);
  });
});

it("a log of a million lines in ten closed groups reads only what is seen of it", async () => {
  const positions = new AllRecords(1_000_000);
  const folds = new Folds();
  const asked = new Set<number>();
  let scroll: LogScroll;
  const windows = new Windows(positions, async (from, count) => {
    asked.add(Math.floor((from - 1) / blockSize));
    return Array.from({ length: count }, (_, i) => ({ seq: from + i, stream: "stdout" as const, at: "2026-01-01T00:00:00Z", attempt: 1, text: (from + i) % 100_000 === 1 ? "##[group]g\n" : "x\n" }));
  }, block => scroll.changed(block));
  scroll = new LogScroll(windows, folds, new RowHeights(20));
  scroll.view = 600;
  folds.closeAll(Array.from({ length: 10 }, (_, i) => ({ group: i * 100_000 + 1, end: (i + 1) * 100_000 + 1 })));
  scroll.relearn();
  scroll.settle();
  for (let i = 0; i < 20; i++) {
    await new Promise(done => setTimeout(done));
  }

  const { items } = scroll.visible();
  expect(items.map(item => ("row" in item ? item.row.seq : "room"))).toEqual(Array.from({ length: 10 }, (_, i) => i * 100_000 + 1));
  expect(scroll.total).toBe(10 * 20);
  expect(asked.size).toBeLessThanOrEqual(12);
  expect(windows.size).toBeLessThanOrEqual(12);
});
