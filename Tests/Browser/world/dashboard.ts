import type { Page } from "playwright-core";
import { eventually } from "./eventually.ts";

/** Opens the grain runtime's own pages as an operator comes to them: from the log in by way of System. */
export async function openDashboard(page: Page, token: string): Promise<void> {
  await page.goto("/system");
  await page.getByLabel("Token", { exact: true }).fill(token);
  await page.getByRole("button", { name: "Log in" }).click();
  const link = page.getByRole("link", { name: "Orleans Dashboard" });
  if (await link.getAttribute("target") !== "_blank") {
    throw new Error("The dashboard has another look and no way back: it opens in a tab of its own.");
  }

  await page.goto((await link.getAttribute("href"))!);
  await page.waitForURL("**/dashboard/");
}

/** What the page of grains lists: by itself it leaves ours out of nothing, and Orleans' own in. */
export async function seesGrain(page: Page, name: string): Promise<void> {
  await page.goto("/dashboard/#/grains");
  await eventually(`the dashboard lists ${name}`, () => page.locator("main").innerText(), text => text.includes(name));
}
