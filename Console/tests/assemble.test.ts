import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogRecord } from "../src/api/types.ts";
import { assemble, longestRow } from "../src/log/lines/assemble.ts";
import { freshCarry } from "../src/log/lines/Carry.ts";
import type { Row } from "../src/log/lines/Row.ts";
import { records } from "./records.ts";

function rowsOf(all: readonly LogRecord[], ...cuts: number[]): Row[] {
  const rows: Row[] = [];
  let carry = freshCarry;
  let at = 0;
  for (const cut of [...cuts, all.length]) {
    carry = assemble(all.slice(at, cut), carry, rows);
    at = cut;
  }

  return rows;
}

describe("records become rows", () => {
  it("one for each line, with its number", () => {
    expect(rowsOf(records("a\n", "b\r\n", "\n", "c")).map(row => [row.seq, row.text])).toEqual([[1, "a"], [2, "b"], [3, ""], [4, "c"]]);
  });

  it("pieces of a line are one row, under the number of the first", () => {
    expect(rowsOf(records("10%", "\r20%", "\r100%\n", "next\n")).map(row => [row.seq, row.text])).toEqual([[1, "100%"], [4, "next"]]);
  });

  it("streams do not mix", () => {
    const all = records("out ", "!err\n", "goes on\n");
    expect(rowsOf(all).map(row => [row.seq, row.stream, row.text])).toEqual([[1, "stdout", "out goes on"], [2, "stderr", "err"]]);
  });

  it("colours go on over lines, for each stream on its own", () => {
    const rows = rowsOf(records("\x1b[31mred\n", "!plain\n", "still red\n", "\x1b[0mplain\n"));
    expect(rows.map(row => row.spans?.[0]?.style.fg ?? null)).toEqual([1, null, 1, null]);
  });

  it("log commands are told apart", () => {
    expect(rowsOf(records("##[group]Build\n", "##[error]no\n", "::warning file=a.c,line=3::careful\n", "##[endgroup]\n", "# comment\n")).map(row => [row.kind, row.text]))
      .toEqual([["group", "Build"], ["error", "no"], ["warning", "careful"], ["endGroup", ""], ["text", "# comment"]]);
  });

  it("missing output is a row of its own, and what follows does not join what was before", () => {
    const all: LogRecord[] = [...records("a"), { ...records("")[0]!, seq: 2, dropped: { bytes: 10, reason: "capReached" } }, { ...records("b\n")[0]!, seq: 3 }];
    expect(rowsOf(all).map(row => [row.seq, row.kind, row.text, row.dropped?.bytes])).toEqual([[1, "text", "a", undefined], [2, "gap", "", 10], [3, "text", "b", undefined]]);
  });

  it("a line without end goes on in further rows", () => {
    const rows = rowsOf(records(...Array.from({ length: 5 }, () => "x".repeat(16_384))));
    expect(rows.map(row => row.continues)).toEqual([false, true, true]);
    expect(Math.max(...rows.map(row => row.text.length))).toBeLessThanOrEqual(longestRow + 16_384);
  });

  it("what was carried over stays as it was, so that a block can be built again from it", () => {
    const before = assemble(records("half \x1b[31m"), freshCarry, []);
    const build = () => {
      const rows: Row[] = [];
      assemble(records("done\n").map(record => ({ ...record, seq: 2 })), before, rows);
      return before.stdout.open!.rows[0]!.text;
    };
    expect([build(), build()]).toEqual(["half done", "half done"]);
  });

  it("the same, however they arrive", () => {
    const line = fc.constantFrom("a\n", "b", "\rc", "\x1b[31m", "\x1b[", "0m d\n", "!e\n", "!f", "##[group]g\n");
    fc.assert(fc.property(fc.array(line, { maxLength: 30 }), fc.nat(), fc.nat(), (texts, x, y) => {
      const all = records(...texts);
      const cuts = [x % (all.length + 1), y % (all.length + 1)].sort((a, b) => a - b);
      expect(rowsOf(all, ...cuts)).toEqual(rowsOf(all));
    }));
  });
});
