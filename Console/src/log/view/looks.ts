import { colourOn, cssColour, readableColour } from "../ansi/colours.ts";
import { bold, control, dim, inverse, italic, strike, underline, type Style } from "../ansi/Style.ts";

export interface Look { class: string | undefined; style: Record<string, string> | undefined }

const names: [number, string][] = [[bold, "b"], [dim, "d"], [italic, "i"], [underline, "u"], [strike, "s"], [control, "ctl"]];
const known = new WeakMap<Style, Look>();

/** Classes for what the themes choose, and colours for what the output chose. The output never names a class or a property itself. */
export function lookOf(style: Style): Look {
  const before = known.get(style);
  if (before) {
    return before;
  }

  const swapped = (style.flags & inverse) !== 0;
  const [fg, bg] = swapped ? [style.bg, style.fg] : [style.fg, style.bg];
  const classes = names.filter(([flag]) => style.flags & flag).map(([, name]) => name);
  const own: Record<string, string> = {};
  if (bg !== null && bg >= 16) own.color = colourOn(bg, fg);
  else if (fg !== null && fg < 16) classes.push(`f${fg}`);
  else if (fg !== null) own.color = bg === null ? readableColour(fg) : cssColour(fg);
  if (bg !== null && bg < 16) classes.push(`g${bg}`);
  else if (bg !== null) own.backgroundColor = cssColour(bg);
  if (swapped && fg === null && own.color === undefined) classes.push("inv-f");
  if (swapped && bg === null) classes.push("inv-g");
  const look = { class: classes.join(" ") || undefined, style: Object.keys(own).length ? own : undefined };
  known.set(style, look);
  return look;
}
