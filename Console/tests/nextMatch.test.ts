import { describe, expect, it } from "vitest";
import { nextMatch } from "../src/log/search/nextMatch.ts";
import { SomeRecords } from "../src/log/source/SomeRecords.ts";

function found(seqs: number[], reached: number, done: boolean) {
  const matches = new SomeRecords();
  seqs.forEach(seq => matches.add(seq));
  return { matches, reached, done };
}

describe("a step of a search", () => {
  it("begins with the first record in view, forwards and backwards", () => {
    const all = found([10, 20, 30], 100, true);
    expect(nextMatch(all, -1, 1, 15)).toBe(1);
    expect(nextMatch(all, -1, 1, 20)).toBe(1);
    expect(nextMatch(all, -1, -1, 20)).toBe(0);
    expect(nextMatch(all, -1, 1, 31)).toBe(0);
    expect(nextMatch(all, -1, -1, 5)).toBe(2);
  });

  it("goes from match to match and round the end", () => {
    const all = found([10, 20, 30], 100, true);
    expect([nextMatch(all, 0, 1, 1), nextMatch(all, 2, 1, 1), nextMatch(all, 0, -1, 1)]).toEqual([1, 0, 2]);
    expect(nextMatch(found([], 100, true), -1, 1, 1)).toBeNull();
  });

  it("waits until the search has come far enough", () => {
    const some = found([10, 20], 25, false);
    expect(nextMatch(found([], 0, false), -1, 1, 1)).toBeNull();
    expect(nextMatch(some, -1, 1, 22)).toBeNull();  // what follows record 22 is not searched yet
    expect(nextMatch(some, -1, 1, 12)).toBe(1);
    expect(nextMatch(some, -1, -1, 90)).toBeNull(); // there may be one between 25 and 90
    expect(nextMatch(some, -1, -1, 22)).toBe(1);
    expect(nextMatch(some, 1, 1, 1)).toBeNull();    // not round the end before there is one
    expect(nextMatch(some, 0, -1, 1)).toBeNull();
  });
});
