import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { en } from "../src/i18n/en.ts";
import { errorsInChinese } from "../src/i18n/errors.ts";
import { language } from "../src/i18n/language.ts";
import { reasons } from "../src/i18n/reasons.ts";
import { said } from "../src/i18n/said.ts";
import { zh } from "../src/i18n/zh.ts";
import { ago, duration } from "../src/time/format.ts";

const filled = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(found => found[1]!).sort();
/** Words that are the same in every language: names of things, keys and units. */
const names = /OrleansOps|Orleans|Redis|Ctrl\+Enter|Ctrl|Enter|Esc|Tab|shell|stdout|stderr|silo|Silo|Grain|argv|bash|python3|Python|perl|Perl|node|Node|go run|Go|pwsh|PowerShell|powershell|cmd\.exe|cmd|Windows|idle|best-effort|realtime|Europe\/Berlin|sh|KiB|OPS_|Gateway:\S+|\.\/ops \w+|\.\/ops up|admin-token|docs\/\S+|ops-agent[\w -]*|English|uptime|\/usr\/bin\/uname\n-a|\/bin\/sh|\/srv\/app|[0-9]+[smhd]/g;

describe("both languages", () => {
  afterAll(() => language.set("en"));

  it("say what to do about every error of a task", () => {
    const codes = [...readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8").matchAll(/^\| (\d{4}) \|/gm)].map(row => row[1]!);
    expect(codes.length).toBeGreaterThan(5);
    expect(Object.keys(errorsInChinese)).toEqual(codes);
  });

  it("fill in the same values", () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(new Set(filled(zh[key])), key).toEqual(new Set(filled(en[key])));
    }

    for (const [code, { en: english, zh: chinese }] of Object.entries(reasons)) {
      expect(filled(chinese), code).toEqual(filled(english));
    }
  });

  it("are what they are called: no English sentence stands in Chinese", () => {
    for (const [key, text] of [...Object.entries(zh), ...Object.entries(reasons).map(([code, words]) => [code, words.zh] as const)]) {
      expect(text.replace(/\{\w+\}/g, "").replace(names, "").match(/[A-Za-z]{3,}/g), `${key}: ${text}`).toBe(null);
    }
  });

  it("have their own units", () => {
    language.set("zh");
    expect([duration(0.004), duration(3.2), duration(250), duration(7_500), duration(180_000), ago("2026-01-01T00:00:00Z", Date.parse("2026-01-01T00:40:00Z"))])
      .toEqual(["4 毫秒", "3.2 秒", "4 分钟 10 秒", "2 小时 5 分钟", "2 天 2 小时", "40 分钟前"]);
    language.set("en");
    expect([duration(0.004), duration(3.2), duration(250), ago("2026-01-01T00:00:00Z", Date.parse("2026-01-01T00:40:00Z"))]).toEqual(["4 ms", "3.2 s", "4 min 10 s", "40 min ago"]);
  });
});

describe("what the gateway says as codes", () => {
  afterAll(() => language.set("en"));
  const why = [{ code: "queueExpired", values: { host: "web-1", queueSeconds: "90" } }, { code: "hostSays", values: { said: "No." } }];

  it("is worded in the reader's language, durations and all", () => {
    language.set("en");
    expect(said(why, "text")).toBe("web-1 did not take it within 1 min 30 s. It never ran; submit it again under another id. No.");
    language.set("zh");
    expect(said(why, "text")).toBe("web-1 在 1 分钟 30 秒内没有接收。从未运行；请用另一个编号重新提交。主机的说明：No.");
  });

  it("stays the gateway's own sentence where a code is not known, or none is there", () => {
    expect([said([...why, { code: "newer", values: {} }], "text"), said(undefined, "text"), said([], undefined), said([{ code: "constructor", values: {} }], "text")]).toEqual(["text", "text", undefined, "text"]);
  });
});
