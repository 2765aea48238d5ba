import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { reasons } from "../src/i18n/reasons.ts";

/** The server's sentences have codes (Said.Of, Why.Of); each needs words here, or it would stand in English on a Chinese page. */
it("every code that the server has is worded", () => {
  const root = resolve(import.meta.dirname, "../..");
  const sources = ["Grains", "Gateway"].flatMap(project => readdirSync(`${root}/${project}`, { recursive: true, encoding: "utf8" }).filter(file => file.endsWith(".cs") && !/(^|\/)(bin|obj)\//.test(file)).map(file => `${root}/${project}/${file}`));
  const codes = sources.flatMap(file => [...readFileSync(file, "utf8").matchAll(/(?:Said|Why)\.Of\(\s*(?:[^"()]*\?\s*)?"(\w+)"(?:\s*:\s*"(\w+)")?/g)].flatMap(found => [found[1], found[2]])).filter(code => code !== undefined);
  expect(codes.length).toBeGreaterThan(40);
  expect([...new Set(codes)].filter(code => !Object.hasOwn(reasons, code))).toEqual([]);
});
