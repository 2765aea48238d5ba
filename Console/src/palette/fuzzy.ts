/** How well a text answers to what was typed: every letter in order; letters side by side and at word beginnings count more. Null: not at all. */
export function fuzzy(typed: string, text: string): number | null {
  const [needle, hay] = [typed.toLowerCase().replace(/\s+/g, ""), text.toLowerCase()];
  if (needle === "") {
    return 0;
  }

  const whole = hay.indexOf(typed.trim().toLowerCase());
  if (whole >= 0) {
    return (whole === 0 ? 2_000 : 1_000) - whole - hay.length / 100;
  }

  if (/\d{3}/.test(needle)) {
    return null; // numbers and ids are typed as they are: letters here and there are somebody else's
  }

  let [score, at, before] = [0, 0, -2];
  for (const letter of needle) {
    const found = hay.indexOf(letter, at);
    if (found < 0) {
      return null;
    }

    score += found === before + 1 ? 8 : found === 0 || /[\s\-_./]/.test(hay[found - 1]!) ? 6 : 1;
    before = found;
    at = found + 1;
  }

  return score - hay.length / 100;
}
