import { describe, expect, it } from "vitest";
import { across, chartPath, nearest, niceTop } from "../src/host/chartMath.ts";
import { fullestDisk } from "../src/fleet/fullestDisk.ts";

const same = (value: number) => value;
const points = (...at: number[]) => at.map(each => ({ at: each, value: 1 }));

describe("a chart", () => {
  it("is one line while it was measured, and breaks where it was not", () => {
    expect(chartPath(points(0, 10, 20, 90, 100), same, same, 35).stroke).toBe("M0.0,1.0L10.0,1.0L20.0,1.0M90.0,1.0L100.0,1.0");
    expect(chartPath(points(0, 10, 90), same, same, 35).area).toBe("M0.0,0L0.0,1.0L10.0,1.0L10.0,0ZM90.0,0L90.0,1.0L90.0,0Z");
    expect(chartPath([], same, same, 35)).toEqual({ area: "", stroke: "" });
  });

  it("stays within its frame", () => expect([80, 100, 150, 200, 230].map(across(100, 200, 50))).toEqual([0, 0, 25, 50, 50]));

  it("ends at a round number", () => expect([0, 0.3, 7, 24, 26, 100].map(niceTop)).toEqual([1, 0.5, 10, 25, 50, 100]));

  it("tells what was measured next to the pointer", () => {
    const lines = [{ name: "in", points: points(0, 10) }, { name: "out", points: points(10) }];
    expect(nearest(lines, 2)).toEqual({ at: 0, values: new Map([["in", 1]]) });
    expect(nearest(lines, 99)).toEqual({ at: 10, values: new Map([["in", 1], ["out", 1]]) });
    expect(nearest([], 1)).toBeNull();
  });
});

describe("the fullest disk", () => {
  it("is the one that will be full first, not the largest", () => {
    expect(fullestDisk([{ mount: "/", usedBytes: 10, totalBytes: 1_000 }, { mount: "/boot", usedBytes: 9, totalBytes: 10 }, { mount: "/none", usedBytes: 0, totalBytes: 0 }])?.mount).toBe("/boot");
    expect(fullestDisk(undefined)).toBeUndefined();
  });
});
