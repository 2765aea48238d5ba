/** 0-255 is a palette entry; with the bit `trueColour` the lower 24 bits are red, green and blue. */
export type Colour = number | null;

export const trueColour = 0x1_000_000;

export const bold = 1, dim = 2, italic = 4, underline = 8, inverse = 16, strike = 32, control = 64;

/** How a piece of output looks. Never changed: another look is another object. */
export interface Style { readonly fg: Colour; readonly bg: Colour; readonly flags: number; /** Where the text leads, if the output says so. */ readonly link?: string }

export const plain: Style = Object.freeze({ fg: null, bg: null, flags: 0 });

/** A control character made visible. */
export const controlStyle: Style = Object.freeze({ fg: null, bg: null, flags: control });

export const sameStyle = (a: Style, b: Style): boolean => a === b || (a.fg === b.fg && a.bg === b.bg && a.flags === b.flags && a.link === b.link);
