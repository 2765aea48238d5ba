import { expect, test } from "vitest";
import { setting } from "../world/setting.ts";

const here = setting();

test("the system page shows what there is, and no link that leads nowhere", async () => {
  const page = await here.browser.operator();
  await page.goto("/system");
  await page.getByRole("region", { name: "Redis" }).waitFor();
  await page.getByRole("region", { name: "Grains" }).getByText("AgentGrain").waitFor();
  await page.getByRole("region", { name: "Gateways" }).getByText("1 connection", { exact: true }).waitFor();
  expect(await page.getByRole("link", { name: "Orleans Dashboard" }).count()).toBe(1);
  for (const link of await page.getByRole("link").evaluateAll(all => all.map(each => (each as HTMLAnchorElement).pathname))) {
    expect((await page.request.get(link)).status(), link).toBeLessThan(400);
  }

  expect(await page.locator("main").innerText()).not.toMatch(/undefined|null|NaN|Invalid/);
});

test("what is wrong with Redis is said", async () => {
  const page = await here.browser.operator();
  await page.route("**/api/v1/system", async route => {
    const told = await (await route.fetch()).json() as { store: object };
    await route.fulfill({ json: { ...told, dashboard: "/dashboard", store: { ...told.store, problem: "Redis evicts keys (maxmemory-policy allkeys-lru)." } } });
  });
  await page.goto("/system");
  expect(await page.getByRole("link", { name: "Orleans Dashboard" }).getAttribute("href")).toBe("/dashboard");
  await page.getByText("Redis evicts keys").waitFor();
});
