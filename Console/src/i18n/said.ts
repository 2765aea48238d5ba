import type { Why } from "../api/types.ts";
import { bytes, duration, exact } from "../time/format.ts";
import { language } from "./language.ts";
import { reasons } from "./reasons.ts";

/** What the gateway says, in the reader's words and zone; its own sentence where a code is not known here. */
export function said(why: readonly Why[] | undefined, text: string | undefined): string | undefined {
  if (!why || why.length === 0 || why.some(each => !Object.hasOwn(reasons, each.code))) {
    return text;
  }

  return why.map(sentence).join(language.current === "zh" ? "" : " ");
}

function sentence({ code, values }: Why): string {
  const words = reasons[code]![language.current];
  return words.replace(/\{(\w+)\}/g, (_, name: string) => show(name, values[name]));
}

function show(name: string, value: string | undefined): string {
  if (value === undefined) {
    return "–";
  }

  return name.endsWith("Bytes") ? bytes(Number(value)) : name.endsWith("Seconds") ? duration(Number(value)) : /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? exact(value) : value;
}
