import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { setting } from "../world/setting.ts";

const here = setting();

/** The lines of the terminal, as they stand on the screen. */
const shows = (page: Page, text: string) => page.locator(".xterm-rows").filter({ hasText: text }).waitFor();

test("a shell is opened on a host's page, types, has colours and the size of its place, and is its log when it is over", async () => {
  const page = await here.browser.operator();
  await page.goto("/hosts/host-1");
  const scripts: string[] = [];
  page.on("request", request => { if (/assets\/.*\.js/.test(request.url())) scripts.push(request.url()); });
  await page.getByRole("button", { name: "Shell" }).click();
  await page.waitForURL(/\/tasks\//);
  const id = page.url().split("/").at(-1)!;
  await page.locator(".xterm-screen").waitFor();
  expect(scripts.length).toBeGreaterThan(0); // the terminal came when it was wanted

  await page.keyboard.type("printf 'it is %s \\033[38;2;255;100;0mdone\\033[0m\\n' $((6*7)); stty size\n");
  await shows(page, "it is 42 done");
  const colour = await page.locator(".xterm-rows span", { hasText: /^done$/ }).last().evaluate(span => getComputedStyle(span).color);
  expect(colour).toBe("rgb(255, 100, 0)"); // by the pages' policy no style attribute holds
  const [rows, columns] = (await eventually("the size of the terminal", async () => (await page.locator(".xterm-rows").innerText()).match(/\n(\d+) (\d+)\s*\n/), Boolean))!.slice(1).map(Number);
  expect([rows! > 10, columns! > 60]).toEqual([true, true]);

  await page.setViewportSize({ width: 800, height: 700 });
  await page.keyboard.type("stty size | tr ' ' x\n");
  await page.locator(".xterm-rows").filter({ hasText: /\d+x\d+/ }).waitFor();
  await page.reload(); // the shell goes on, and its screen is there again
  await shows(page, "it is 42 done");
  await page.locator(".xterm-screen").click();
  await page.keyboard.type("exit 3\n");
  await page.getByText("Failed", { exact: false }).first().waitFor();
  await page.getByText("it is 42 done").first().waitFor(); // in the log
  expect(await here.world.api("GET", `/api/v1/tasks/${id}`)).toMatchObject({ phase: "failed", exitCode: 3, input: { idleSeconds: 1_800 } });
});

test("what is typed while the gateway is away is typed when it is back, once", async () => {
  const page = await here.browser.operator();
  await page.goto("/hosts/host-1");
  await page.getByRole("button", { name: "Shell" }).click();
  await page.locator(".xterm-screen").waitFor();
  await page.keyboard.type("echo first\n");
  await shows(page, "first");

  await page.route("**/api/v1/tasks/*/input", route => route.abort("connectionreset"), { times: 3 });
  await page.keyboard.type("echo se'con'd\n");

  await shows(page, "second");
  expect((await page.locator(".xterm-rows").innerText()).match(/second/g)).toHaveLength(1);
  await page.keyboard.type("exit\n");
});
