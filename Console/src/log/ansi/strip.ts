import { freshState } from "./AnsiState.ts";
import { feed } from "./feed.ts";
import { LineBuffer } from "./LineBuffer.ts";
import { special } from "./visible.ts";

/** The text of one record as it is shown, without colours. */
export function strip(text: string): string {
  const line = text.replace(/\r?\n$/, "");
  special.lastIndex = 0;
  if (!special.test(line)) {
    return line;
  }

  const buffer = new LineBuffer();
  feed(line, freshState, buffer);
  return buffer.spans().map(span => span.text).join("");
}
