const units: Record<string, number> = { "": 1, s: 1, m: 60, min: 60, h: 3_600, d: 86_400 };

export const mostSeconds = 604_800;

/** How long a task may be kept. */
export const mostKeep = 31_536_000;

export const longestRetryDelay = 3_600;

/** "90", "90s", "2h", "1h 30m" in seconds; null if it is none, or not within 1 second and 7 days. */
export function parseDuration(text: string, most: number = mostSeconds): number | null {
  const parts = [...text.trim().toLowerCase().matchAll(/(\d+)\s*(min|[smhd])?\s*/gy)];
  if (parts.length === 0 || parts.reduce((length, part) => length + part[0].length, 0) !== text.trim().length) {
    return null;
  }

  const seconds = parts.reduce((sum, part) => sum + Number(part[1]) * units[part[2] ?? ""]!, 0);
  return seconds >= 1 && seconds <= most ? seconds : null;
}

export function writeDuration(seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, size] of [["d", 86_400], ["h", 3_600], ["m", 60], ["s", 1]] as const) {
    if (rest >= size) {
      parts.push(`${Math.floor(rest / size)}${unit}`);
      rest %= size;
    }
  }

  return parts.join(" ");
}
