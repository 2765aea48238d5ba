import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";

export interface ShownRow { seq: number; text: string; classes: string }

/** Rows in view, from top to bottom. */
export const shownRows = (page: Page): Promise<ShownRow[]> => page.evaluate(() => {
  const box = document.querySelector(".log-box")!.getBoundingClientRect();
  return [...document.querySelectorAll<HTMLElement>(".log-row")]
    .filter(row => { const place = row.getBoundingClientRect(); return place.bottom > box.top + 2 && place.top < box.bottom - 2; })
    .map(row => ({ seq: Number(row.dataset.seq), text: row.querySelector(".tx")!.textContent ?? "", classes: row.className }));
});

export const showsText = (page: Page, text: string | RegExp, seconds = 60) =>
  eventually(`the log shows ${text}`, () => shownRows(page), rows => rows.some(row => (typeof text === "string" ? row.text.includes(text) : text.test(row.text))), seconds);

export const showsSeq = (page: Page, seq: number, seconds = 60) =>
  eventually(`line ${seq} is in view`, () => shownRows(page), rows => rows.some(row => row.seq === seq), seconds);

/** Scrolls as a reader does. */
export async function wheel(page: Page, by: number): Promise<void> {
  await page.locator(".log-box").hover({ position: { x: 200, y: 100 } });
  await page.mouse.wheel(0, by);
}
