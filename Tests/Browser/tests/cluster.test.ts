import { expect, test } from "vitest";
import { openDashboard, seesGrain } from "../world/dashboard.ts";
import { eventually } from "../world/eventually.ts";
import { setting } from "../world/setting.ts";

/** A gateway that hosts no silo, before two silos. */
const here = setting({ silos: 2 });

test("the system page shows every silo with its figures, and one that is gone", async () => {
  const page = await here.browser.operator();
  await page.goto("/system");
  const silos = page.getByRole("region", { name: "Silos", exact: true });
  for (const name of ["silo-1", "silo-2"]) {
    const row = silos.getByRole("listitem").filter({ hasText: name });
    await eventually(`${name} says how it is`, () => row.innerText(), text => /active[\s\S]*\d+ MiB/.test(text), 30);
  }

  await page.getByText("Details", { exact: true }).click();
  const inside = page.getByRole("region", { name: "What silos do" }).getByRole("listitem").filter({ hasText: "silo-1" });
  await eventually("silo-1 says what it does inside", () => inside.innerText(), text => /\d+ activations?[\s\S]*calls\/s/.test(text), 30);

  await page.getByRole("region", { name: "Gateways" }).getByText("gateway-1", { exact: true }).waitFor();
  await here.world.killSilo("silo-2");
  const lost = silos.getByRole("listitem").filter({ hasText: "silo-2" });
  await eventually("silo-2 is gone", () => lost.innerText(), text => text.includes("gone") && text.includes("Last seen"), 30);
  expect(await page.locator("main").innerText()).not.toMatch(/undefined|null|NaN|Invalid/);
});

test("a gateway without a silo serves the dashboard behind its log in", async () => {
  const page = await here.browser.stranger();
  expect((await page.request.get("/dashboard/DashboardCounters")).status()).toBe(401);
  await openDashboard(page, here.world.token);
  await seesGrain(page, "AgentGrain");
});

test("the API is described without the dashboard", async () => {
  const answer = await fetch(`${here.world.address}/openapi/v1.json`);
  expect(answer.status).toBe(200);
  const { paths } = await answer.json() as { paths: Record<string, unknown> };
  expect(Object.keys(paths).filter(path => !path.startsWith("/api/"))).toEqual([]);
});
