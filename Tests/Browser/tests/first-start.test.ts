import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibility, Browser } from "../world/Browser.ts";
import { showsText } from "../world/logPage.ts";
import { World } from "../world/World.ts";

let world: World;
let browser: Browser;
beforeAll(async () => {
  world = await World.start();
  browser = await Browser.start(world);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test("a new user is led from the token over the first host to the first result", async () => {
  const page = await browser.stranger();
  await page.goto("/");
  await page.getByText("Where is my token?").waitFor();
  expect(await accessibility(page)).toEqual([]);

  await page.getByLabel("Token", { exact: true }).fill("ops_admin_wrong");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Token", { exact: true }).fill(world.token);
  await page.getByRole("button", { name: "Log in" }).click();

  await page.getByRole("heading", { name: "Add your first host" }).waitFor();
  await page.getByText("Waiting for the host").waitFor();
  expect(await accessibility(page)).toEqual([]);
  await page.getByText("Name, labels, number of hosts").click();
  await page.getByLabel("Name", { exact: true }).fill("first-host");
  await page.getByRole("button", { name: "Make the line anew" }).click();
  await page.getByText("--name").waitFor();
  const line = await page.locator(".enrol .code-line code").textContent();
  expect(line).toMatch(/^ printf /); // the blank keeps it out of the shell's history
  await world.enrolByLine("first-host", line!);
  await page.getByRole("heading", { name: "first-host is here" }).waitFor();
  await page.getByRole("button", { name: "To the script" }).click();

  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForURL(/\/tasks\/[a-z0-9]+$/);
  await showsText(page, "step 3 of 3");
  await page.locator(".task-state").getByText("Succeeded").waitFor();
  expect(browser.faults).toEqual([]);
});

test("the session is a cookie that no script can read, and logging out ends it", async () => {
  const page = await browser.operator({}, { ownSession: true });
  await page.goto("/access");
  await page.getByText("this one").waitFor();
  expect(await page.evaluate(() => document.cookie)).toBe("");
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  await page.goto("/fleet");
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  expect((await page.request.get("/api/v1/agents")).status()).toBe(401);
});

test("a session that is revoked elsewhere is over here, too", async () => {
  const page = await browser.operator();
  const other = await browser.operator({}, { ownSession: true });
  await page.goto("/access");
  await page.locator(".sessions li").nth(1).waitFor();
  await other.goto("/fleet");
  await other.getByRole("heading", { name: /Fleet/ }).waitFor();
  await page.locator(".sessions li").filter({ hasNotText: "this one" }).first().getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await other.reload();
  await other.getByRole("heading", { name: "Log in" }).waitFor();
});
