const units: Record<string, number> = { "": 1, k: 1_024, m: 1_024 ** 2, g: 1_024 ** 3 };

export const leastCap = 65_536;
export const mostCap = 1_024 ** 3 * 64;

/** "10M", "1.5 GB" in bytes, by 1024 as everywhere here; null if it is none, or beyond what it may be. */
export function parseSize(text: string, least: number, most: number): number | null {
  const [, number, unit] = /^\s*(\d{1,12}(?:\.\d{1,3})?)\s*([kmg]?)(?:i?b)?\s*$/i.exec(text) ?? [];
  const bytes = Math.round(Number(number) * units[(unit ?? "").toLowerCase()]!);
  return bytes >= least && bytes <= most ? bytes : null;
}

/** How much of a log may be kept. */
export const parseCap = (text: string): number | null => parseSize(text, leastCap, mostCap);

/** In the largest unit that it is a whole number of. */
export function writeCap(bytes: number | undefined): string {
  const [unit, size] = Object.entries(units).reverse().find(([, each]) => (bytes ?? 0) % each === 0)!;
  return bytes ? `${bytes / size}${unit.toUpperCase()}` : "";
}
