/**
 * Characters that change how their neighbours are shown (direction, line breaks, nothing at all) or have no shape. They are written out, so
 * that a log can never look like something that it is not.
 */
const bidi = "\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb";

/** What the reader of output must look at; a tab is none of it. */
// eslint-disable-next-line no-control-regex
export const special = new RegExp(`[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f${bidi}]`, "g");

/** How a special character is shown. */
export function visible(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) {
    return String.fromCharCode(0x2400 + code);
  }

  return code === 0x7f ? "\u2421" : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}
