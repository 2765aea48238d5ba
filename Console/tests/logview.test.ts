import { describe, expect, it } from "vitest";
import { colourOn, contrast, rgbOf } from "../src/log/ansi/colours.ts";
import { trueColour, plain } from "../src/log/ansi/Style.ts";
import { assemble } from "../src/log/lines/assemble.ts";
import { freshCarry } from "../src/log/lines/Carry.ts";
import { commandOf, errorPattern } from "../src/log/lines/commands.ts";
import type { Row } from "../src/log/lines/Row.ts";
import { Matcher } from "../src/log/search/matcher.ts";
import { groupsOf } from "../src/log/source/groups.ts";
import { linked, linksIn } from "../src/log/view/links.ts";
import { marked } from "../src/log/view/marked.ts";
import { records } from "./records.ts";
import { rendered } from "./rendered.ts";

describe("addresses in output", () => {
  it.each([
    ["see https://example.org/a?b=1#c.", ["https://example.org/a?b=1#c"]],
    ["(https://example.org/a)", ["https://example.org/a"]],
    ["https://en.wikipedia.org/wiki/A_(b)", ["https://en.wikipedia.org/wiki/A_(b)"]],
    ["http://a and https://b, too", ["http://a", "https://b"]],
    ["javascript://x ftp://y \"https://z\"", ["https://z"]],
    ["no://", []],
  ])("%j", (text, found) => expect(linksIn(text).map(([from, to]) => text.slice(from, to))).toEqual(found));

  it("are whole, though a search or a colour parts them, and change no text", () => {
    const text = "go to https://example.org/x now";
    const row: Row = { seq: 1, at: 0, stream: "stdout", attempt: 1, kind: "text", text, spans: null, continues: false };
    const pieces = linked(marked(row, new Matcher({ text: "example", matchCase: true, regex: false }).places(text)), text);
    expect(pieces.map(piece => piece.text).join("")).toBe(text);
    expect(pieces.filter(piece => piece.href).map(piece => [piece.text, piece.href, piece.hit])).toEqual([
      ["https://", "https://example.org/x", false], ["example", "https://example.org/x", true], [".org/x", "https://example.org/x", false],
    ]);
  });

  it.each([
    ["\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\ not", "https://example.org"],
    ["\x1b]8;id=1;http://a/b\x07here\x1b[31m red\x1b]8;;\x07 not", "http://a/b"],
    ["\x1b]8;;javascript:alert(1)\x07here\x1b]8;;\x07", undefined],
    ["\x1b]8;;file:///etc/passwd\x07here\x1b]8;;\x07", undefined],
  ])("that stand behind words (OSC 8): %j", (text, link) => {
    const spans = rendered(text);
    expect(spans[0]!.style.link).toBe(link);
    expect(spans.at(-1)!.style.link).toBe(undefined);
  });
});

describe("marks of errors", () => {
  it.each([
    ["::error file=a.c,line=3::broke", "error", "a.c:3"], ["::error file=a.c,line=3,col=7,title=x::broke", "error", "a.c:3:7"], ["::warning::careful", "warning", undefined],
    ["##[add-mask]****", "mask", undefined], ["##[set-output name=release]4.2", "output", "release"], ["##[set-output name=]x", "text", undefined], ["##[stop]x", "text", undefined],
    ["##[error]broke", "error", undefined], ["::error line=3::no file", "error", undefined],
  ])("%j", (text, kind, place) => expect([commandOf(text).kind, commandOf(text).place]).toEqual([kind, place]));

  it("keep their place in the row", () => {
    const rows: Row[] = [];
    assemble(records("::error file=a.c,line=3::broke\n"), freshCarry, rows);
    expect(rows.map(row => [row.kind, row.text, row.place])).toEqual([["error", "broke", "a.c:3"]]);
  });

  it.each([["::error::x", true], ["::error file=a::x", true], ["##[error]x", true], ["an ::error::", false], ["::errors::", false]])("%j is found: %j", (text, yes) => expect(new RegExp(errorPattern).test(text)).toBe(yes));
});

describe("a regular expression", () => {
  it("finds its places", () => expect(new Matcher({ text: "e+r", matchCase: false, regex: true }).places("an EEr and er")).toEqual([[3, 6], [11, 13]]));
  it("that finds nothing but nothing marks nothing", () => expect(new Matcher({ text: "x*", matchCase: true, regex: true }).places("abc")).toEqual([]));
  it("that is none finds nothing and says so", () => {
    const broken = new Matcher({ text: "(", matchCase: true, regex: true });
    expect([broken.isBroken, broken.places("("), broken.inRecord("(\n")]).toEqual([true, [], false]);
  });

  it("is not tried on a line that an unlucky pair would take for ever", () => expect(new Matcher({ text: "(a+)+$", matchCase: true, regex: true }).places(`${"a".repeat(5_000)}!`)).toEqual([]));
});

it("a group says how long it took once it is over", () => {
  expect(groupsOf([{ seq: 1, ends: false, at: 1_000 }, { seq: 5, ends: true, at: 3_500 }, { seq: 6, ends: false, at: 4_000 }, { seq: 9, ends: false, at: 4_100 }], 12).map(({ group, ms }) => [group, ms])).toEqual([[1, 2_500], [6, 100], [9, undefined]]);
});

it("text is read on any background that output chooses", () => {
  for (let colour = 16; colour < 256; colour++) {
    for (const fg of [null, 1, 3, 7, 15, 200, trueColour | 0x808080]) {
      const [, r, g, b] = /rgb\((\d+) (\d+) (\d+)\)/.exec(colourOn(colour, fg))!;
      expect(contrast([Number(r), Number(g), Number(b)], rgbOf(colour))).toBeGreaterThanOrEqual(4.5);
    }
  }

  expect(plain.link).toBe(undefined);
});
