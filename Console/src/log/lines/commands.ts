import type { RowKind } from "./Row.ts";

const pattern = /^(?:##\[(group|endgroup|command|section|warning|error|notice|debug|add-mask)\]|##\[(set-output) name=([\w-]{1,64})\]|::(group|endgroup|warning|error|notice|debug)( [^:]*)?::)/;

const kinds: Record<string, RowKind> = {
  group: "group", endgroup: "endGroup", command: "command", section: "command", warning: "warning", error: "error", notice: "notice", debug: "debug",
  "add-mask": "mask", "set-output": "output",
};

/** How the server finds the errors that output marks. */
export const errorPattern = String.raw`^(?:##\[error\]|::error(?: [^:]*)?::)`;

/** The log command that a line begins with, how long it is, and which place in which file, or which output, it names. */
export function commandOf(text: string): { kind: RowKind; length: number; place?: string } {
  if (text[0] !== "#" && text[0] !== ":") {
    return { kind: "text", length: 0 };
  }

  const found = pattern.exec(text);
  if (!found) {
    return { kind: "text", length: 0 };
  }

  const named = (name: string) => new RegExp(`[ ,]${name}=([^,]*)`).exec(found[5] ?? "")?.[1]?.trim();
  const place = [named("file"), named("line"), named("col")].filter(Boolean).join(":");
  const what = found[3] ?? (named("file") ? place : "");
  return { kind: kinds[(found[1] ?? found[2] ?? found[4])!]!, length: found[0].length, ...(what ? { place: what } : {}) };
}
