import { locale } from "../i18n/language.ts";
import { t } from "../i18n/t.ts";

const seconds = (from: string | number, to: string | number): number => (Number(new Date(to)) - Number(new Date(from))) / 1_000;

type Unit = "ms" | "s" | "min" | "h" | "d";
const unit = (count: number | string, name: Unit): string => t(`unit_${name}`, { n: String(count) });

/** "4 ms", "3.2 s", "4 min 10 s", "2 h 5 min", "3 d 4 h". */
export function duration(total: number): string {
  const s = Math.max(0, total);
  if (s < 1) return unit(Math.round(s * 1_000), "ms");
  if (s < 10) return unit(s.toFixed(1).replace(/\.0$/, ""), "s");
  if (s < 60) return unit(Math.floor(s), "s");
  if (s < 3_600) return two(s, 60, "min", 1, "s");
  if (s < 86_400) return two(s, 3_600, "h", 60, "min");
  return two(s, 86_400, "d", 3_600, "h");
}

function two(s: number, large: number, largeName: Unit, small: number, smallName: Unit): string {
  const rest = Math.floor((s % large) / small);
  return `${unit(Math.floor(s / large), largeName)}${rest ? ` ${unit(rest, smallName)}` : ""}`;
}

export const between = (from: string, to: string): string => duration(seconds(from, to));

/** "just now", "5 min ago", and a date for what is older than a week. */
export function ago(at: string, now: number): string {
  const s = seconds(at, now);
  if (s < 5) return t("justNow");
  if (s < 60) return t("ago", { time: unit(Math.floor(s), "s") });
  if (s < 3_600) return t("ago", { time: unit(Math.floor(s / 60), "min") });
  if (s < 86_400) return t("ago", { time: unit(Math.floor(s / 3_600), "h") });
  return s < 7 * 86_400 ? t("ago", { time: unit(Math.floor(s / 86_400), "d") }) : date(at);
}

export const date = (at: string): string =>
  new Date(at).toLocaleDateString(locale(), { year: "numeric", month: "short", day: "numeric" });

/** Date and time in the reader's zone. */
export const exact = (at: string | number): string =>
  new Date(at).toLocaleString(locale(), { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

/** "14:03:07.123" in the reader's zone. */
export function clock(at: number): string {
  const d = new Date(at);
  const p = (value: number, digits = 2) => String(value).padStart(digits, "0");
  return `${p(d.getHours())}:${p(d.getMinutes())}:${p(d.getSeconds())}.${p(d.getMilliseconds(), 3)}`;
}

export const utc = (at: string | number): string => new Date(at).toISOString().replace("T", " ").replace("Z", " UTC");

/** Since the start of a task: "+0:03.123", "+1:02:03.123". */
export function since(at: number, start: number): string {
  const ms = Math.max(0, at - start);
  const p = (value: number, digits = 2) => String(Math.floor(value)).padStart(digits, "0");
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  return `+${hours ? `${hours}:${p(minutes)}` : minutes}:${p((ms / 1_000) % 60)}.${p(ms % 1_000, 3)}`;
}

/** Powers of 1,024, as the command line writes them. */
const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

export function bytes(count: number): string {
  let [value, unit] = [count, 0];
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_024;
    unit++;
  }

  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** What happens in a second: a place behind the point only where it says something. */
export const rate = (value: number): string => value.toLocaleString(locale(), { maximumFractionDigits: value < 10 ? 1 : 0 });

export const number = (value: number): string => value.toLocaleString(locale());
