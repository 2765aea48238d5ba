import { strip } from "../ansi/strip.ts";

export interface Wanted { readonly text: string; readonly matchCase: boolean; readonly regex: boolean }

/** A line longer than this is not looked at with an expression here: an unlucky pair of both would hold up the page. */
const longestForRegex = 4_000;

/** Finds where a text, or what a regular expression tells, stands in a line. */
export class Matcher {
  readonly #needle: string;
  readonly #pattern: RegExp | null;
  readonly text: string;
  readonly matchCase: boolean;
  readonly regex: boolean;

  constructor({ text, matchCase, regex }: Wanted) {
    this.text = text;
    this.matchCase = matchCase;
    this.regex = regex;
    this.#needle = matchCase ? text : text.toLowerCase();
    this.#pattern = regex ? patternOf(text, matchCase) : null;
  }

  get isEmpty(): boolean { return this.#needle === ""; }

  /** Not a regular expression, though it was called one. */
  get isBroken(): boolean { return this.regex && this.#pattern === null; }

  /** Whether a record holds it, as it is shown. */
  inRecord(raw: string): boolean {
    if (this.regex) {
      return this.#pattern?.test(strip(raw).slice(0, longestForRegex)) ?? false;
    }

    return this.#fold(raw).includes(this.#needle) ? this.#fold(strip(raw)).includes(this.#needle) : hasEscape(raw) && this.#fold(strip(raw)).includes(this.#needle);
  }

  /** Begin and end of each place, without overlap. */
  places(line: string): [number, number][] {
    if (this.regex) {
      return line.length > longestForRegex || !this.#pattern ? []
        : [...line.matchAll(new RegExp(this.#pattern.source, `${this.#pattern.flags}g`))].filter(found => found[0] !== "").map(found => [found.index, found.index + found[0].length]);
    }

    const places: [number, number][] = [];
    const text = this.#fold(line);
    if (this.isEmpty || text.length !== line.length) {
      return places; // a letter whose small form is longer: the places would be wrong
    }

    for (let at = text.indexOf(this.#needle); at >= 0; at = text.indexOf(this.#needle, at + this.#needle.length)) {
      places.push([at, at + this.#needle.length]);
    }

    return places;
  }

  #fold(text: string): string { return this.matchCase ? text : text.toLowerCase(); }
}

function patternOf(text: string, matchCase: boolean): RegExp | null {
  try {
    return new RegExp(text, matchCase ? "" : "i");
  } catch {
    return null;
  }
}

const hasEscape = (text: string): boolean => text.includes("\x1b") || text.includes("\b") || text.includes("\r");
