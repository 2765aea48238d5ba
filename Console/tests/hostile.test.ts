import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshState } from "../src/log/ansi/AnsiState.ts";
import { feed } from "../src/log/ansi/feed.ts";
import { LineBuffer, mostSpans } from "../src/log/ansi/LineBuffer.ts";
import { assemble } from "../src/log/lines/assemble.ts";
import { freshCarry } from "../src/log/lines/Carry.ts";
import type { Row } from "../src/log/lines/Row.ts";
import { runs } from "./fuzz.ts";
import { records } from "./records.ts";

const E = "\x1b";
const most = 65_536;

/** A line of cells, as plainly as it can be written: what the quick one must show. */
class PlainLine {
  cells: string[] = [];
  column = 0;

  put(character: string): void {
    while (this.cells.length < this.column) this.cells.push(" ");
    this.cells[this.column++] = character;
  }

  act(sequence: string): void {
    const [, count, final] = /^\x1b\[(\d*)([KCDG])$/.exec(sequence)!;
    const n = Number(count || 0);
    if (final === "K") {
      if (n === 1) this.cells.fill(" ", 0, Math.min(this.column + 1, this.cells.length));
      else this.cells.length = n === 2 ? 0 : Math.min(this.column, this.cells.length);
    } else {
      const to = final === "G" ? (n || 1) - 1 : this.column + (final === "C" ? n || 1 : -(n || 1));
      this.column = Math.max(0, Math.min(to, Math.max(4_096, this.cells.length, this.column)));
    }
  }
}

/** How many cells and spans a piece of work touches. */
function touched(work: () => void): number {
  const before = LineBuffer.touched;
  work();
  return LineBuffer.touched - before;
}

const rowsOf = (texts: readonly string[], each = false): Row[] => {
  const rows: Row[] = [];
  let carry = freshCarry;
  for (const part of each ? records(...texts).map(record => [record]) : [records(...texts)]) {
    carry = assemble(part, carry, rows);
  }

  return rows;
};

describe("hostile output", () => {
  it("is shown as a plain line of cells would show it", () => {
    const piece = fc.oneof(fc.constantFrom("a", "bc", "\r", "\b", `${E}[K`, `${E}[1K`, `${E}[2K`, `${E}[4000C`), fc.tuple(fc.nat(12), fc.constantFrom("C", "D", "G")).map(([n, final]) => `${E}[${n}${final}`));
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
      const [quick, plain] = [new LineBuffer(), new PlainLine()];
      feed(pieces.join(""), freshState, quick);
      for (const each of pieces) {
        if (each === "\r") plain.column = 0;
        else if (each === "\b") plain.column = Math.max(0, plain.column - 1);
        else if (each[0] === E) plain.act(each);
        else [...each].forEach(character => plain.put(character));
      }

      expect(quick.spans().map(span => span.text).join("")).toBe(plain.cells.join(""));
    }), { ...runs(2_000), examples: [[[`${E}[4000C`, `${E}[4000C`, "bc", `${E}[2K`, "\b", "a"]]] });
  });

  // 64 KB of each: what they cost is counted, not timed, and in proportion to their length.
  it.each([
    ["erases to the beginning", "x".repeat(30_000) + `${E}[1K`.repeat(8_000)],
    ["erases to the beginning, further right each time", "x".repeat(4_000) + `\r${Array.from({ length: 5_000 }, () => `${E}[C${E}[1K`).join("")}`],
    ["writes, goes far right and erases", `\rX${E}[4095C${E}[1K`.repeat(4_500)],
    ["erases all, goes far right and writes", `${E}[2K\r${E}[4095CX`.repeat(4_000)],
    ["changes its look at every letter", `${E}[31ma${E}[32mb`.repeat(5_400)],
    ["overwrites one line", "abcdefg\r".repeat(8_192)],
    ["never ends a sequence", `${E}]0;${"x".repeat(65_000)}`],
    ["begins sequences only", `${E}[`.repeat(32_768)],
    ["begins titles only", `${E}]`.repeat(32_768)],
  ])("%s", (_, text) => {
    const pieces = text.slice(0, most).match(/[^]{1,16384}/g)!;
    // In records as an agent cuts them, byte by byte in one answer, and written on from a line of full length.
    expect(touched(() => rowsOf(pieces))).toBeLessThan(4 * most);
    expect(touched(() => rowsOf([...text.slice(0, most)]))).toBeLessThan(4 * most);
    expect(touched(() => rowsOf(pieces, true))).toBeLessThan(6 * most);
  });

  it("costs no more than in proportion, whatever it says", () => {
    const evil = fc.constantFrom("x", "\r", "\b", "\t", `${E}`, `${E}[`, `${E}[1K`, `${E}[K`, `${E}[2K`, `${E}[J`, `${E}[9999C`, `${E}[9999D`, `${E}[4096G`, `${E}[31m`, `${E}[38;2;1;2;3m`, `${E}]8;;`, `${E}\\`, "0", ";", "\u202e", "好");
    fc.assert(fc.property(fc.array(evil, { minLength: 1, maxLength: 40 }), fc.boolean(), (pieces, cut) => {
      const once = pieces.join("");
      const text = once.repeat(Math.ceil(16_384 / once.length)).slice(0, 16_384);
      const work = touched(() => rowsOf(cut ? [...text] : [text]));
      expect(work).toBeLessThan(4 * 16_384 + 2 * 4_200);
    }), runs(300));
  });

  it("is no more than so many elements in one row", () => {
    const [row] = rowsOf([`${E}[31ma${E}[32mb`.repeat(5_000)]);
    expect(row!.spans!.length).toBe(mostSpans);
    expect(row!.text).toBe("ab".repeat(5_000));
  });
});
