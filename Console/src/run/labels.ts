/** "team=ops release=42" as labels; null where a word is none. */
export function parseLabels(text: string): Record<string, string> | null {
  const labels: Record<string, string> = {};
  for (const word of text.split(/[\s,]+/).filter(Boolean)) {
    const equals = word.indexOf("=");
    if (equals < 1) {
      return null;
    }

    labels[word.slice(0, equals)] = word.slice(equals + 1);
  }

  return labels;
}

export const writeLabels = (labels: Readonly<Record<string, string>>): string => Object.entries(labels).map(([name, value]) => `${name}=${value}`).join(" ");
