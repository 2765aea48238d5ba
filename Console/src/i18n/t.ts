import { en, type Words } from "./en.ts";
import { language } from "./language.ts";
import { zh } from "./zh.ts";

export type Key = keyof Words;

/** A sentence in the reader's language. "one|many" is chosen by {n}. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const text = (language.current === "zh" ? zh : en)[key];
  const forms = text.split("|");
  const form = forms.length === 2 && values.n !== undefined ? (Number(values.n) === 1 ? forms[0]! : forms[1]!) : text;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => (values[name] === undefined ? whole : format(values[name])));
}

const format = (value: string | number): string => (typeof value === "number" ? value.toLocaleString(language.current === "zh" ? "zh-CN" : "en") : value);
