import type { RowKind } from "./Row.ts";

const pattern = /^(?:##\[(group|endgroup|command|section|warning|error|notice|debug)\]|::(group|endgroup|warning|error|notice|debug)(?: [^:]*)?::)/;

const kinds: Record<string, RowKind> = {
  group: "group", endgroup: "endGroup", command: "command", section: "command", warning: "warning", error: "error", notice: "notice", debug: "debug",
};

/** The log command that a line begins with, and how long it is. */
export function commandOf(text: string): { kind: RowKind; length: number } {
  if (text[0] !== "#" && text[0] !== ":") {
    return { kind: "text", length: 0 };
  }

  const found = pattern.exec(text);
  return found ? { kind: kinds[(found[1] ?? found[2])!]!, length: found[0].length } : { kind: "text", length: 0 };
}
