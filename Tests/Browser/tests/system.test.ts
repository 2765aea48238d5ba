import { expect, test } from "vitest";
import { openDashboard, seesGrain } from "../world/dashboard.ts";
import { setting } from "../world/setting.ts";

const here = setting();

test("the system page shows what there is, and no link that leads nowhere", async () => {
  const page = await here.browser.operator();
  await page.goto("/system");
  await page.getByRole("region", { name: "Redis" }).waitFor();
  expect(await page.getByText("AgentGrain").isVisible()).toBe(false); // the engine's words are for whoever asks
  await page.getByText("Details", { exact: true }).click();
  await page.getByRole("region", { name: "Grains" }).getByText("AgentGrain").waitFor();
  await page.getByRole("region", { name: "Gateways" }).getByText("1 connection", { exact: true }).waitFor();
  expect(await page.getByRole("link", { name: "Orleans Dashboard" }).count()).toBe(1);
  for (const link of await page.getByRole("link").evaluateAll(all => all.map(each => (each as HTMLAnchorElement).pathname))) {
    expect((await page.request.get(link)).status(), link).toBeLessThan(400);
  }

  expect(await page.locator("main").innerText()).not.toMatch(/undefined|null|NaN|Invalid/);
});

test("the dashboard opens from the system page, behind the log in, and its pages break no rule of ours", async () => {
  const page = await here.browser.stranger();
  expect((await page.request.get("/dashboard/")).status()).toBe(401);
  await openDashboard(page, here.world.token);
  await seesGrain(page, "AgentGrain");
  for (const part of ["silos", "reminders", "lifecycle", ""]) {
    await page.goto(`/dashboard/#/${part}`);
    await page.locator("main h1, main h2, main h3, main h4").first().waitFor();
  }
});

test("what is wrong with Redis is said", async () => {
  const page = await here.browser.operator();
  here.world.redis("config", "set", "maxmemory", "1gb", "maxmemory-policy", "allkeys-lru");
  try {
    await page.goto("/system");
    await page.getByText("throws data away when its memory is full (maxmemory-policy allkeys-lru)").waitFor();
  } finally {
    here.world.redis("config", "set", "maxmemory", "0", "maxmemory-policy", "noeviction");
  }
});
