import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshState } from "../src/log/ansi/AnsiState.ts";
import { contrast, cssColour, readableColour } from "../src/log/ansi/colours.ts";
import { feed, longestSequence } from "../src/log/ansi/feed.ts";
import { LineBuffer } from "../src/log/ansi/LineBuffer.ts";
import { bold, inverse, italic, strike, trueColour, underline } from "../src/log/ansi/Style.ts";
import { strip } from "../src/log/ansi/strip.ts";
import { runs } from "./fuzz.ts";
import { rendered, textOf } from "./rendered.ts";

const E = "\x1b";

describe("colours", () => {
  it.each([
    ["31", { fg: 1, bg: null, flags: 0 }],
    ["92;44", { fg: 10, bg: 4, flags: 0 }],
    ["1;3;4;9", { fg: null, bg: null, flags: bold | italic | underline | strike }],
    ["38;5;208", { fg: 208, bg: null, flags: 0 }],
    ["48;5;17;1", { fg: null, bg: 17, flags: bold }],
    ["38;2;1;2;3", { fg: trueColour | 0x010203, bg: null, flags: 0 }],
    ["38:2::255:0:128", { fg: trueColour | 0xff0080, bg: null, flags: 0 }],
    ["38:5:9", { fg: 9, bg: null, flags: 0 }],
    ["7", { fg: null, bg: null, flags: inverse }],
    ["38;5;999", { fg: null, bg: null, flags: 0 }],
    ["38;2;1", { fg: null, bg: null, flags: 0 }],
  ])("ESC[%sm", (codes, style) => expect(rendered(`${E}[${codes}mx`)).toEqual([{ text: "x", style }]));

  it("end with 0, with nothing, and one by one", () => {
    expect(rendered(`${E}[31ma${E}[0mb${E}[1mc${E}[md${E}[1;31me${E}[22mf${E}[39mg`).map(span => [span.text, span.style.fg, span.style.flags]))
      .toEqual([["a", 1, 0], ["b", null, 0], ["c", null, bold], ["d", null, 0], ["e", 1, bold], ["f", 1, 0], ["g", null, 0]]);
  });

  it("of the palette are the usual ones", () => {
    expect([cssColour(16), cssColour(231), cssColour(208), cssColour(244), cssColour(trueColour | 0x0a0b0c)])
      .toEqual(["rgb(0 0 0)", "rgb(255 255 255)", "rgb(255 135 0)", "rgb(128 128 128)", "rgb(10 11 12)"]);
  });

  it("of text can be read in either theme, whatever output chose", () => {
    fc.assert(fc.property(fc.oneof(fc.integer({ min: 16, max: 255 }), fc.integer({ min: 0, max: 0xffffff }).map(rgb => trueColour | rgb)), colour => {
      const [onLight, onDark] = [...readableColour(colour).matchAll(/rgb\((\d+) (\d+) (\d+)\)/g)].map(found => [Number(found[1]), Number(found[2]), Number(found[3])] as const);
      expect(contrast(onLight!, [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onDark!, [13, 14, 17])).toBeGreaterThanOrEqual(4.5);
    }));
  });
});

describe("a line", () => {
  it.each([
    ["10%\r20%\r100%", "100%"],
    ["abcdef\rXY", "XYcdef"],
    ["working...\r\x1b[Kdone", "done"],
    ["abc\b\bX", "aXc"],
    ["a\x1b[3Cb", "a   b"],
    ["hello\x1b[2K\rbye", "bye"],
    ["12345\x1b[2Gx", "1x345"],
    ["\r\r\rfirst", "first"],
    ["tab\tstays", "tab\tstays"],
  ])("%j shows %j", (output, shown) => expect(textOf(rendered(output))).toBe(shown));

  it("keeps colours of what is overwritten around it", () => {
    expect(rendered(`${E}[31mabc${E}[0m\r${E}[32mX`)).toEqual([
      { text: "X", style: { fg: 2, bg: null, flags: 0 } }, { text: "bc", style: { fg: 1, bg: null, flags: 0 } }]);
  });
});

describe("what output says besides text", () => {
  it.each([
    ["a title", `a${E}]0;rm -rf /\x07b`, "ab"],
    ["a title ended by ST", `a${E}]2;title${E}\\b`, "ab"],
    ["a hyperlink", `${E}]8;;javascript:alert(1)\x07click${E}]8;;\x07`, "click"],
    ["a device string", `a${E}Pq#0;2;0;0;0${E}\\b`, "ab"],
    ["modes and moves up", `${E}[?25l${E}[?1049ha${E}[5Ab${E}[2;3H`, "ab"],
    ["a character set", `${E}(Ba${E}=b`, "ab"],
    ["a bell", "a\x07b", "ab"],
  ])("%s is left out", (_, output, shown) => expect(textOf(rendered(output))).toBe(shown));

  it("that never ends does not hide the rest", () => {
    const output = `${E}]0;${"x".repeat(longestSequence + 10)} visible`;
    expect(textOf(rendered(output))).toContain("visible");
    expect(textOf(rendered(`${E}[${"1;".repeat(longestSequence)}`, "after"))).toContain("after");
  });

  it("shows directions, zero widths and control characters as what they are", () => {
    expect(textOf(rendered("a\u202eb\u2066c\u200bd\u0000e\u007ff\u009bg\u2028h"))).toBe("a[U+202E]b[U+2066]c[U+200B]d\u2400e\u2421f[U+009B]g[U+2028]h");
  });
});

const hostile = fc.array(fc.oneof(
  fc.constantFrom(E, "[", "]", "m", ";", ":", "0", "1", "38", "5", "2", "\x07", "\\", "\r", "\b", "\t", "K", "P", "\x00", "\x9b", "\u202e", "8;;http://x", "??", " "),
  fc.string({ maxLength: 6 }), fc.string({ unit: "binary", maxLength: 4 }),
), { maxLength: 60 }).map(parts => parts.join("").replace(/\n/g, ""));

describe("any output", () => {
  it("never shows a character that acts", () => {
    // eslint-disable-next-line no-control-regex
    fc.assert(fc.property(hostile, output => !/[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(textOf(rendered(output)))));
  });

  it("shows the same wherever it was cut", () => {
    fc.assert(fc.property(hostile, fc.nat(), (output, at) => {
      const cut = output.length ? at % (output.length + 1) : 0;
      // Between the halves of a surrogate pair nothing is cut: the gateway sends whole characters.
      fc.pre(!(cut > 0 && /[\ud800-\udbff]/.test(output[cut - 1]!)));
      expect(rendered(output.slice(0, cut), output.slice(cut))).toEqual(rendered(output));
    }), runs(500));
  });

  it("that is plain stays as it is", () => {
    fc.assert(fc.property(fc.string().filter(text => !/[\r\n]/.test(text)), text => strip(text) === text));
  });

  it("takes time in proportion to its length", () => {
    for (const evil of [`${E}[`.repeat(100_000), `${E}]`.repeat(100_000), `${E}[${"9;".repeat(100_000)}`, `${E}P`.repeat(100_000), "\r\b".repeat(100_000)]) {
      const line = new LineBuffer();
      feed(evil, freshState, line); // the limit of the test is the assertion
    }
  });
});
