import { beforeAll, expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { setting } from "../world/setting.ts";

const here = setting();
beforeAll(() => here.world.startFleet(9_999), 420_000);

test("10,000 hosts are rows only where they are seen, found as one types, and sorted", async () => {
  const page = await here.browser.operator();
  await page.goto("/fleet");
  await page.getByRole("heading", { name: /10,000/ }).waitFor();
  expect(await page.locator(".host-row").count()).toBeLessThan(60);
  await page.getByLabel("Filter by name, label=value, address").fill("zone=eu-3 fleet-09");
  await eventually("the filter is in the address", () => page.url(), url => url.includes("q=zone%3Deu-3"));
  await page.getByText(/^\d+ of 10,000$/).waitFor();
  const found = await page.locator(".host-row .row-link").allInnerTexts();
  expect(found.length).toBeGreaterThan(5);
  expect(found.every(name => name.startsWith("fleet-09"))).toBe(true);
  await page.reload();
  expect(await page.getByLabel("Filter by name, label=value, address").inputValue()).toBe("zone=eu-3 fleet-09");
  await page.getByLabel("Filter by name, label=value, address").fill("");
  await page.getByRole("grid").focus();
  await page.keyboard.press("Home");
  await page.getByRole("row").filter({ hasText: "fleet-00000" }).waitFor();
  await page.keyboard.press("End");
  await page.getByRole("row").filter({ hasText: "host-1" }).waitFor();
  await page.getByRole("button", { name: "Tasks", exact: true }).click();
  await page.getByRole("columnheader", { name: "Tasks" }).and(page.locator("[aria-sort=descending]")).waitFor();
});

test("one host among 10,000 is seen to run a task and to go", async () => {
  const page = await here.browser.operator();
  await page.goto("/fleet?q=role%3Dweb+host-1");
  const row = page.locator(".host-row").filter({ hasText: "host-1" });
  await row.getByText("Online").waitFor({ state: "attached" });
  const gate = here.world.gate();
  await here.world.submit("host-1", `while ! ${gate.isOpen}; do sleep 0.1; done`, "one-of-many");
  await page.locator(".host-row").filter({ hasText: /\b1\s*\/\s*5/ }).waitFor();
  gate.open();
  await page.locator(".host-row").filter({ hasText: /\b0\s*\/\s*5/ }).waitFor();
  await here.host.process.stop("SIGKILL");
  await row.getByText("Offline").waitFor({ state: "attached", timeout: 90_000 });
});
