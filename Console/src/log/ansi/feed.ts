import type { AnsiState } from "./AnsiState.ts";
import type { LineBuffer } from "./LineBuffer.ts";
import { sgr } from "./sgr.ts";
import { controlStyle, plain, type Style } from "./Style.ts";
import { special, visible } from "./visible.ts";

/** A sequence longer than this is no sequence: it is shown as text, so that nobody can hide a log behind one that never ends. */
export const longestSequence = 2_048;

/* ESC [ ... final | ESC ] P X ^ _ ... BEL or ESC \ | ESC intermediate* final */
// eslint-disable-next-line no-control-regex
const whole = /\x1b(?:\[([0-?]*)([ -/]*)([@-~])|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)|[ -/]*[0-OQ-WYZ\\`-~])/y;
// eslint-disable-next-line no-control-regex
const beginning = /\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b\n]*\x1b?|[ -/]*)$/y;

/** Writes output to a line. What the output says besides text (titles, links, modes) is left out. Gives the state for what follows. */
export function feed(text: string, state: AnsiState, line: LineBuffer): AnsiState {
  let { style } = state;
  if (goesOn(state.pending, text)) {
    return { style, pending: state.pending + text };
  }

  const input = state.pending + text;
  let at = 0;
  special.lastIndex = 0;
  for (let found = next(input, 0); found >= 0; found = next(input, at)) {
    line.write(input.slice(at, found), style);
    const character = input[found]!;
    if (character !== "\x1b") {
      controlCharacter(character, line);
      at = found + 1;
      continue;
    }

    whole.lastIndex = found;
    const sequence = whole.exec(input);
    if (sequence && sequence[0].length <= longestSequence) {
      style = act(sequence, style, line);
      at = found + sequence[0].length;
      continue;
    }

    beginning.lastIndex = found;
    if (!sequence && input.length - found <= longestSequence && beginning.test(input)) {
      return { style, pending: input.slice(found) };
    }

    line.write(visible(character), controlStyle);
    at = found + 1;
  }

  line.write(input.slice(at), style);
  return { style, pending: "" };
}

/** A sequence that only grows is not read again from its beginning: a task may write it byte by byte. */
function goesOn(pending: string, text: string): boolean {
  if (pending.length < 3 || pending.length + text.length > longestSequence) {
    return false;
  }

  // eslint-disable-next-line no-control-regex
  return pending[1] === "[" ? /[0-?]$/.test(pending.at(-1)!) && /^[0-?]*$/.test(text) : /[\]PX^_]/.test(pending[1]!) && pending.at(-1) !== "\x1b" && !/[\x07\x1b\n]/.test(text);
}

function next(input: string, from: number): number {
  special.lastIndex = from;
  return special.exec(input)?.index ?? -1;
}

function controlCharacter(character: string, line: LineBuffer): void {
  if (character === "\r") {
    line.home();
  } else if (character === "\b") {
    line.move(-1);
  } else if (character !== "\x07") {
    line.write(visible(character), controlStyle);
  }
}

/** OSC 8: what follows is a link, until one without an address. Only addresses of the web are followed. */
function link({ fg, bg, flags }: Style, sequence: string): Style {
  // eslint-disable-next-line no-control-regex
  const address = /^\x1b\]8;[^;]*;(https?:\/\/[^\s]+?)(?:\x07|\x1b\\)$/i.exec(sequence)?.[1];
  return address !== undefined ? { fg, bg, flags, link: address } : fg === null && bg === null && flags === 0 ? plain : { fg, bg, flags };
}

function act([sequence, parameters, between, final]: RegExpExecArray, style: Style, line: LineBuffer): Style {
  if (sequence.startsWith("\x1b]8;")) {
    return link(style, sequence);
  }

  if (final === undefined || between !== "") {
    return style;
  }

  if (final === "m") {
    return /^[0-9;:]*$/.test(parameters!) ? sgr(style, parameters!) : style;
  }

  const count = Number.parseInt(parameters!, 10);
  switch (final) {
    case "K": line.erase(count || 0); break;
    case "J": line.erase(2); line.home(); break;
    case "C": line.move(count || 1); break;
    case "D": line.move(-(count || 1)); break;
    case "G": line.to((count || 1) - 1); break;
  }

  return style;
}
