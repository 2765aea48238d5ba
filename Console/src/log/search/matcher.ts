import { strip } from "../ansi/strip.ts";

/** Finds where a text stands in a line. */
export class Matcher {
  readonly #needle: string;

  constructor(readonly text: string, readonly matchCase: boolean) {
    this.#needle = matchCase ? text : text.toLowerCase();
  }

  get isEmpty(): boolean { return this.#needle === ""; }

  /** Whether a record holds it, as it is shown. */
  inRecord(raw: string): boolean { return this.#fold(raw).includes(this.#needle) ? this.#fold(strip(raw)).includes(this.#needle) : hasEscape(raw) && this.#fold(strip(raw)).includes(this.#needle); }

  /** Begin and end of each place, without overlap. */
  places(line: string): [number, number][] {
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

const hasEscape = (text: string): boolean => text.includes("\x1b") || text.includes("\b") || text.includes("\r");
