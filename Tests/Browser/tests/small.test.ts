import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 2 });

const painted = (page: Page, selector: string, part: string | null, property: string): Promise<string> =>
  page.evaluate(([selector, part, property]) => getComputedStyle(document.querySelector(selector!)!, part).getPropertyValue(property!), [selector, part, property] as const);

test("a host that is new has four charts that say alike that nothing was measured", async () => {
  const page = await here.browser.operator();
  await page.route("**/history?*", async route => route.fulfill({ json: { stepSeconds: 20, points: [] } }));
  await page.goto(`/hosts/${here.host.id}`);
  await page.locator(".chart").nth(3).waitFor();
  expect(await page.locator(".chart .chart-empty").allTextContents()).toEqual(Array(4).fill("Nothing measured in this time"));
  expect(await page.locator(".chart svg").count()).toBe(0);
});

test("an hour is shown whole where half of it was measured, and long rates leave room for their name", async () => {
  const page = await here.browser.operator({ width: 1_280 });
  const points = Array.from({ length: 90 }, (_, i) => ({ at: new Date(Date.now() - (90 - i) * 20_000).toISOString(), load1: 1, cpuPercent: 50, memoryUsedBytes: 1e9, memoryTotalBytes: 2e10, rxBytesPerSecond: 987_654_321, txBytesPerSecond: 876_543_210 }));
  await page.route("**/history?*", async route => route.fulfill({ json: { stepSeconds: 20, points } }));
  await page.goto(`/hosts/${here.host.id}`);
  const network = page.locator(".chart").filter({ hasText: "Network" });
  await network.locator("svg").waitFor();
  const name = network.locator("figcaption > span").first();
  expect(await name.evaluate(element => [element.textContent, element.scrollWidth <= element.clientWidth || element.clientWidth === 0])).toEqual(["Network", true]);
  expect(await network.locator("figcaption").evaluate(element => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const [from, to] = (await page.locator(".chart svg").first().locator(".chart-text").allTextContents()).map(text => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)));
  expect(((to! - from!) + 1_440) % 1_440).toBe(60);
  const line = (await page.locator(".chart .chart-line").first().getAttribute("d"))!;
  const width = await page.locator(".chart svg").first().evaluate(element => element.clientWidth);
  const first = Number(/^M([\d.]+)/.exec(line)![1]);
  expect(first).toBeGreaterThan(width * 0.4); // what was not measured is a gap, and is there
});

test("a cancelled task has one colour: of its mark and of the end of its line", async () => {
  const task = await here.world.submit("host-1", "sleep 600", "to-be-cancelled");
  const page = await here.browser.operator();
  await page.goto(`/tasks/${task}`);
  await page.getByText("Running").first().waitFor();
  const asked = await page.request.post(`/api/v1/tasks/${task}/cancel`, { headers: { origin: here.world.address } });
  expect(asked.ok()).toBe(true);
  await page.locator(".phase-line .over").waitFor();
  expect(await page.locator(".phase-line .bad").count()).toBe(0);
  const grey = await painted(page, ".phase-line .over", "::before", "background-color");
  expect(await painted(page, ".phase-cancelled", null, "color")).not.toMatch(/rgb\((1[5-9]\d|2\d\d), \d{1,2}, /); // no red
  expect(grey).not.toMatch(/rgb\((1[5-9]\d|2\d\d), \d{1,2}, /);
});

test("the ring of the log and of the editor is whole: it lies above all that is drawn inside", async () => {
  const task = await here.world.submit("host-1", "for i in 1 2 3; do echo $i; echo e$i >&2; done; exit 1", "ringed");
  await here.world.over(task);
  const page = await here.browser.operator();
  await page.goto(`/tasks/${task}`);
  await page.locator(".log-box").waitFor();
  await page.keyboard.press("Tab");
  await page.locator(".log-box").focus();
  for (const [place, within] of [[".log-middle", ".log-box"], [".editor", ".editor textarea"]] as const) {
    if (place === ".editor") {
      await page.goto("/run");
      await page.locator(within).focus();
    }

    expect(await painted(page, place, "::after", "box-shadow")).toContain("inset");
    expect(await painted(page, place, "::after", "pointer-events")).toBe("none");
    expect(["top", "right", "bottom", "left"].map(() => "0px")).toEqual(await Promise.all(["top", "right", "bottom", "left"].map(side => painted(page, place, "::after", side))));
    const above = Number(await painted(page, place, "::after", "z-index"));
    const inside = await page.evaluate(place => Math.max(0, ...[...document.querySelectorAll(`${place} *`)].map(element => Number(getComputedStyle(element).zIndex) || 0)), place);
    expect(above).toBeGreaterThanOrEqual(inside);
  }
});

test("the palette's key is that of the machine", async () => {
  for (const [agent, key] of [["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "⌘ K"], ["Mozilla/5.0 (X11; Linux x86_64)", "Ctrl K"]] as const) {
    const page = await here.browser.operator();
    await page.addInitScript(agent => Object.defineProperty(navigator, "userAgent", { get: () => agent }), agent);
    await page.goto("/fleet");
    await page.locator("nav kbd, aside kbd, .nav kbd").first().waitFor();
    expect((await page.locator("nav kbd, aside kbd, .nav kbd").first().textContent())!.replace(/\s+/g, " ").trim()).toBe(key);
  }
});

test("an empty checkbox in the dark is an outline", async () => {
  const page = await here.browser.operator({ dark: true });
  await page.goto("/run");
  await page.locator("input[type=checkbox]:not(:checked)").first().waitFor();
  const inside = await painted(page, "input[type=checkbox]:not(:checked)", "::before", "background-color");
  expect(inside).toBe(await painted(page, ".card", null, "background-color"));
  expect(await painted(page, "input[type=checkbox]:not(:checked)", "::before", "border-top-color")).not.toBe(inside);
});

test("the Orleans Dashboard opens beside the console and not in its place", async () => {
  const page = await here.browser.operator();
  await page.goto("/system");
  const link = page.getByRole("link", { name: "Orleans Dashboard" });
  await link.waitFor();
  expect(await link.getAttribute("target")).toBe("_blank");
  expect(await link.getAttribute("rel")).toContain("noopener");
});

test("no is Cancel, and what a removed host leaves is counted", async () => {
  await here.world.submit("host-2", "sleep 600", "left-behind");
  const page = await here.browser.operator();
  await page.goto(`/hosts/${(await (await page.request.get("/api/v1/agents/host-2")).json()).id}`);
  await page.getByRole("button", { name: "Remove host" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("1 task runs or waits on it.").waitFor();
  expect(await dialog.getByRole("button", { name: "Close" }).count()).toBe(0);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.request.post("/api/v1/tasks/left-behind/cancel", { headers: { origin: here.world.address } });
});
