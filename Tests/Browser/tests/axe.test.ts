import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { accessibility } from "../world/Browser.ts";
import { showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 2 });
beforeAll(async () => {
  await here.world.submit("host-1", "echo '##[group]One'; echo inside; echo '##[endgroup]'; printf '\\033[31mred\\033[0m \\033[90mgrey\\033[0m \\033[38;5;214morange\\033[0m \\033[38;2;250;250;0mbright\\033[0m \\033[48;2;90;160;90mon green\\033[0m\\n'; echo see https://example.org/x; echo wrong >&2; echo '::error file=a.c,line=3::broke'; exit 2", "failed-1", { labels: { team: "ops" }, env: { TOKEN: "x" } });
  await here.world.over("failed-1");
  await here.world.submit("host-1", "echo begun; sleep 900", "runs-1");
  await here.world.hosts[1]!.process.stop();
  await here.world.submit("host-2", "uptime", "waits-1");
});

const text = (what: string | RegExp) => (page: Page): Promise<unknown> => page.getByText(what).first().waitFor();
const press = (key: string, ready: (page: Page) => Promise<unknown>) => async (page: Page) => { await page.keyboard.press(key); await ready(page); };

/** Every state that a reader meets: its address, what shows that it is there, and what brings it about. */
const states: [string, () => string, (page: Page) => Promise<unknown>, ((page: Page) => Promise<unknown>)?][] = [
  ["fleet", () => "/fleet", text("host-2")],
  ["fleet, some chosen", () => "/fleet", text("host-2"), async page => { await page.getByLabel("Choose host-1").check(); await text("Run on these")(page); }],
  ["fleet, nothing found", () => "/fleet?q=none", text("No host matches")],
  ["add host", () => "/fleet", text("host-2"), async page => { await page.getByRole("button", { name: "Add host" }).click(); await page.locator(".enrol code").waitFor(); }],
  ["host", () => `/hosts/${here.host.id}`, text("Past tasks")],
  ["host that is away", () => `/hosts/${here.world.hosts[1]!.id}`, text("Past tasks")],
  ["remove a host", () => `/hosts/${here.host.id}`, text("Past tasks"), async page => { await page.getByRole("button", { name: "Remove host" }).click(); await page.getByRole("dialog").waitFor(); }],
  ["no such host", () => "/hosts/none", text("There is no such host")],
  ["run", () => "/run", text("host-2")],
  ["run, with what is wrong", () => "/run?host=host-1&script=if%20true%3B%20then%20echo%20%22%24A%22%20--x%201%20%23%20y%3B%20fi&timeout=10x&env=1BAD", text("This is no time")],
  ["tasks", () => "/tasks", text("sleep 900")],
  ["tasks, more filters", () => "/tasks?host=host-1", text("sleep 900")],
  ["tasks, nothing found", () => "/tasks?label=no%3Dne", text("No task matches")],
  ["task that failed", () => "/tasks/failed-1", page => showsText(page, "broke")],
  ["task, its script", () => "/tasks/failed-1", page => showsText(page, "broke"), async page => { await page.locator(".task-script > summary").click(); await page.locator(".script-text").waitFor(); }],
  ["task, searched", () => "/tasks/failed-1", page => showsText(page, "broke"), async page => { await page.getByLabel("Search output").fill("inside"); await page.locator("mark").first().waitFor(); }],
  ["task that runs", () => "/tasks/runs-1", page => showsText(page, "begun")],
  ["task that waits", () => "/tasks/waits-1", text("host-2, which is away")],
  ["cancel", () => "/tasks/runs-1", page => showsText(page, "begun"), async page => { await page.getByRole("button", { name: "Cancel", exact: true }).click(); await page.getByRole("dialog").waitFor(); }],
  ["no such task", () => "/tasks/none", text("There is no such task")],
  ["system", () => "/system", text("Redis")],
  ["access", () => "/access", text("this one")],
  ["no such page", () => "/nothing/here", text("There is no such page")],
  ["palette", () => "/fleet", text("host-2"), press("Control+k", page => page.getByRole("combobox").waitFor())],
  ["keys", () => "/fleet", text("host-2"), press("?", page => page.getByRole("dialog").waitFor())],
];

test.each(states)("axe finds nothing wrong: %s, wide and narrow, light and dark", async (_, path, ready, then) => {
  for (const width of [1280, 390, 320]) {
    const page = await here.browser.operator({ width, height: 780 });
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(path());
    await ready(page);
    await then?.(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibility(page), `${width} px, ${colorScheme}`).toEqual([]);
    }

    await here.browser.closePages();
  }
});

test("axe finds nothing wrong with the log-in, nor in what a phone has under More", async () => {
  for (const width of [1280, 390, 320]) {
    for (const dark of [false, true]) {
      const stranger = await here.browser.stranger({ width, dark });
      await stranger.goto("/");
      await stranger.getByText("Where is my token?").waitFor();
      expect(await accessibility(stranger), `log-in, ${width} px`).toEqual([]);
    }
  }

  const page = await here.browser.operator({ width: 390, height: 780 });
  await page.goto("/fleet");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("button", { name: "Log out" }).waitFor();
  expect(await accessibility(page)).toEqual([]);
  for (const name of ["Fleet", "Run", "Tasks", "System", "Access"]) {
    await page.getByRole("navigation").getByRole("link", { name }).waitFor();
  }

  await page.getByRole("button", { name: "Jump to…" }).click();
  await page.getByRole("combobox").waitFor();
});
