import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain } from "../src/log/ansi/Style.ts";
import { ScrollScale, tallest } from "../src/log/layout/ScrollScale.ts";
import type { Row } from "../src/log/lines/Row.ts";
import { Matcher } from "../src/log/search/matcher.ts";
import { marked } from "../src/log/view/marked.ts";

const row = (...texts: string[]): Row => ({
  seq: 1, at: 0, stream: "stdout", attempt: 1, kind: "text", text: texts.join(""), continues: false,
  spans: texts.length < 2 ? null : texts.map((text, i) => ({ text, style: { ...plain, fg: i } })),
});

describe("a search", () => {
  it("sees what is shown, not how it is coloured", () => {
    expect(new Matcher({ text: "error", matchCase: false, regex: false }).inRecord("an \x1b[31mER\x1b[1mROR\x1b[0m\n")).toBe(true);
    expect(new Matcher({ text: "[31m", matchCase: false, regex: false }).inRecord("an \x1b[31merror\n")).toBe(false);
    expect(new Matcher({ text: "Error", matchCase: true, regex: false }).inRecord("error\n")).toBe(false);
  });

  it("marks every place, over colours too", () => {
    expect(marked(row("aXb", "Xc"), new Matcher({ text: "bx", matchCase: false, regex: false }).places("aXbXc")).map(piece => [piece.text, piece.hit])).toEqual([["aX", false], ["b", true], ["X", true], ["c", false]]);
  });

  it("never changes the text", () => {
    fc.assert(fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), fc.string({ minLength: 1, maxLength: 2 }), (texts, needle) => {
      const line = row(...texts);
      expect(marked(line, new Matcher({ text: needle, matchCase: true, regex: false }).places(line.text)).map(piece => piece.text).join("")).toBe(line.text);
    }));
  });

  it("stays right where small letters are longer", () => expect(new Matcher({ text: "x", matchCase: false, regex: false }).places("İx")).toEqual([]));
});

describe("a scroll bar that is shorter than its log", () => {
  const total = 20_000_000;
  const view = 600;

  it("moves by lines for a wheel, by shares when dragged, and reaches both ends", () => {
    const scale = new ScrollScale();
    scale.placed(scale.barFor(10_000_000, total, view));
    const bar = scale.barFor(10_000_000, total, view);
    expect(scale.moved(bar + 100, 10_000_000, total, view)).toBe(10_000_100);
    expect(Math.round(scale.moved(tallest - view, 10_000_100, total, view))).toBe(total - view);
    expect(scale.moved(0, total - view, total, view)).toBe(0);
  });

  it("is exact for a log that fits", () => {
    const scale = new ScrollScale();
    expect([scale.moved(1_234, 0, 50_000, view), scale.barFor(1_234, 50_000, view), ScrollScale.spacer(50_000)]).toEqual([1_234, 1_234, 50_000]);
  });
});
