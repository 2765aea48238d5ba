import { trueColour } from "./Style.ts";

const steps = [0, 95, 135, 175, 215, 255];

/** CSS colour of a palette entry from 16 on, or of a true colour. The first 16 are classes: each theme has its own. */
export function cssColour(colour: number): string {
  if (colour & trueColour) {
    return `#${(colour & 0xffffff).toString(16).padStart(6, "0")}`;
  }

  if (colour >= 232) {
    const grey = 8 + (colour - 232) * 10;
    return `rgb(${grey} ${grey} ${grey})`;
  }

  const index = colour - 16;
  return `rgb(${steps[Math.floor(index / 36)]} ${steps[Math.floor(index / 6) % 6]} ${steps[index % 6]})`;
}
