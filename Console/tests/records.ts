import type { LogRecord } from "../src/api/types.ts";

/** Records with these texts, from number 1; "!" at the beginning puts one on stderr. */
export const records = (...texts: string[]): LogRecord[] => texts.map((text, i) => ({
  seq: i + 1, stream: text[0] === "!" ? "stderr" : "stdout", at: "2026-01-01T00:00:00Z", attempt: 1, text: text[0] === "!" ? text.slice(1) : text,
}));
