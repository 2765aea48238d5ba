import { bold, dim, inverse, italic, plain, strike, trueColour, underline, type Colour, type Style } from "./Style.ts";

const flagOn: Record<number, number> = { 1: bold, 2: dim, 3: italic, 4: underline, 7: inverse, 9: strike, 21: underline };
const flagOff: Record<number, number> = { 22: bold | dim, 23: italic, 24: underline, 27: inverse, 29: strike };

/** The look after "ESC [ parameters m". Unknown codes change nothing. */
export function sgr(style: Style, parameters: string): Style {
  const linked = (look: Style): Style => (style.link === undefined ? look : { ...look, link: style.link }); // a link goes on over colours
  if (parameters === "" || parameters === "0") {
    return linked(plain);
  }

  let { fg, bg, flags } = style;
  const codes = parameters.split(";");
  for (let i = 0; i < codes.length; i++) {
    const parts = codes[i]!.split(":");
    const code = Number(parts[0] || 0);
    if (code === 0) {
      fg = bg = null;
      flags = 0;
    } else if (code === 38 || code === 48) {
      const colour = parts.length > 1 ? colon(parts) : semicolon(codes, i);
      i += parts.length > 1 ? 0 : consumed(codes, i);
      if (colour !== undefined) {
        if (code === 38) fg = colour; else bg = colour;
      }
    } else if (code === 4 && parts[1] === "0") {
      flags &= ~underline;
    } else if (flagOn[code]) {
      flags |= flagOn[code];
    } else if (flagOff[code]) {
      flags &= ~flagOff[code];
    } else {
      fg = code === 39 ? null : basic(code, 30) ?? fg;
      bg = code === 49 ? null : basic(code, 40) ?? bg;
    }
  }

  return linked(fg === null && bg === null && flags === 0 ? plain : { fg, bg, flags });
}

function basic(code: number, base: number): Colour {
  if (code >= base && code < base + 8) {
    return code - base;
  }

  return code >= base + 60 && code < base + 68 ? code - base - 60 + 8 : null;
}

/** 38:5:n, 38:2:r:g:b and 38:2:space:r:g:b. */
function colon(parts: string[]): Colour | undefined {
  return parts[1] === "5" ? palette(parts[2]) : parts[1] === "2" ? rgb(parts.length > 5 ? parts.slice(3, 6) : parts.slice(2, 5)) : undefined;
}

/** 38;5;n and 38;2;r;g;b. */
function semicolon(codes: string[], at: number): Colour | undefined {
  return codes[at + 1] === "5" ? palette(codes[at + 2]) : codes[at + 1] === "2" ? rgb(codes.slice(at + 2, at + 5)) : undefined;
}

const consumed = (codes: string[], at: number): number => (codes[at + 1] === "5" ? 2 : codes[at + 1] === "2" ? 4 : 0);

const palette = (text: string | undefined): Colour | undefined => channel(text);

function rgb(parts: string[]): Colour | undefined {
  const [r, g, b] = parts.map(channel);
  return r === undefined || g === undefined || b === undefined ? undefined : trueColour | (r << 16) | (g << 8) | b;
}

function channel(text: string | undefined): number | undefined {
  const value = Number(text || 0);
  return text !== undefined && value >= 0 && value <= 255 ? value : undefined;
}
