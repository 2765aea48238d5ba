import { trueColour } from "./Style.ts";

type Rgb = readonly [number, number, number];

const steps = [0, 95, 135, 175, 215, 255];

/* The backgrounds of the log, light and dark, and what WCAG AA asks of text on them. */
const [light, dark]: readonly Rgb[] = [[255, 255, 255], [13, 14, 17]];
const enough = 4.5;

/** CSS colour of a palette entry from 16 on, or of a true colour. The first 16 are classes: each theme has its own. */
export const cssColour = (colour: number): string => css(rgbOf(colour));

/** The same for text: as near to it as can be read on the log's background, for each theme. */
export function readableColour(colour: number): string {
  const rgb = rgbOf(colour);
  const [onLight, onDark] = [readable(rgb, light!, 0), readable(rgb, dark!, 255)];
  return `light-dark(${css(onLight)}, ${css(onDark)})`;
}

/** Text on a background that the output chose: black or white, or as near to its own colour as can be read there. */
export function colourOn(background: number, foreground: number | null): string {
  const back = rgbOf(background);
  const towards = contrast([0, 0, 0], back) > contrast([255, 255, 255], back) ? 0 : 255;
  return css(foreground === null ? [towards, towards, towards] : readable(rgbOf(foreground), back, towards));
}

/* What the sixteen colours of a palette are about, where they stand on a colour that no theme knows. */
const sixteen: readonly Rgb[] = [[0, 0, 0], [205, 49, 49], [13, 150, 80], [180, 140, 10], [36, 114, 200], [188, 63, 188], [17, 150, 190], [220, 220, 220],
  [102, 102, 102], [241, 76, 76], [35, 209, 139], [230, 230, 67], [59, 142, 234], [214, 112, 214], [41, 184, 219], [255, 255, 255]];

/** How well one colour is read on another: 1 to 21, by WCAG. */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

export function rgbOf(colour: number): Rgb {
  if (colour & trueColour) {
    return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  }

  if (colour < 16) {
    return sixteen[colour]!;
  }

  if (colour >= 232) {
    const grey = 8 + (colour - 232) * 10;
    return [grey, grey, grey];
  }

  const index = colour - 16;
  return [steps[Math.floor(index / 36)]!, steps[Math.floor(index / 6) % 6]!, steps[index % 6]!];
}

function readable(rgb: Rgb, background: Rgb, towards: number): Rgb {
  let now = rgb;
  for (let share = 0.1; contrast(now, background) < enough && share <= 1; share += 0.1) {
    now = rgb.map(channel => Math.round(channel + (towards - channel) * share)) as unknown as Rgb;
  }

  return now;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map(channel => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const css = (rgb: Rgb): string => `rgb(${rgb.join(" ")})`;
