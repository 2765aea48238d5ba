import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { accessibility, colours } from "./Browser.ts";
import { eventually } from "./eventually.ts";
import { showsText } from "./logPage.ts";
import { setting } from "./setting.ts";

/** States take long to look at: each file that calls this looks at one half of them. */
export function axeTests(half: 0 | 1): void {
  const here = setting({ hosts: 2 });
  beforeAll(async () => {
    await here.world.submit("host-1", "echo '##[group]One'; echo inside; echo '##[endgroup]'; printf '\\033[31mred\\033[0m \\033[90mgrey\\033[0m \\033[38;5;214morange\\033[0m \\033[38;2;250;250;0mbright\\033[0m \\033[48;2;90;160;90mon green\\033[0m\\n'; echo see https://example.org/x; echo wrong >&2; echo '::error file=a.c,line=3::broke'; exit 2", "failed-1", { labels: { team: "ops" }, env: { TOKEN: "x" } });
    await here.world.over("failed-1");
    await here.world.submit("host-1", "echo begun; sleep 900", "runs-1");
    await here.world.stopHost(here.world.hosts[1]!);
    await here.world.submit("host-2", "uptime", "waits-1");
    await here.world.submit("host-2", "uptime", "cancelled-1");
    await here.world.api("POST", "/api/v1/tasks/cancelled-1/cancel");
    const two = { hosts: ["host-1", "host-2"], task: { kind: "shell", script: "exit 3" } };
    await here.world.api("PUT", "/api/v1/jobs/two", two);
    await here.world.api("PUT", "/api/v1/jobs/over", { ...two, batches: "1", maxErrors: "0" });
    await eventually("a job is over", () => here.world.api<{ terminal: boolean }>("GET", "/api/v1/jobs/over"), job => job.terminal);
    await loseTasks();
  });

  /** One task that is lost with its machine, and one that is started again after that. */
  async function loseTasks(): Promise<void> {
    const host = await here.world.startHost("host-3");
    const second = here.world.gate();
    await here.world.submit("host-3", "echo begun; sleep 900", "lost-1");
    await here.world.submit("host-3", `if ${second.isOpen}; then echo came again; else echo begun; sleep 900; fi`, "again-1", { onLost: "retry" });
    for (const id of ["lost-1", "again-1"]) {
      await eventually(`${id} prints`, () => here.world.task(id), task => task.log.nextSeq > 1);
    }

    second.open();
    await here.world.restartHost(host);
    expect((await here.world.over("lost-1")).phase).toBe("lost");
    expect((await here.world.over("again-1")).phase).toBe("succeeded");
  }

  const text = (what: string | RegExp) => (page: Page): Promise<unknown> => page.getByText(what).first().waitFor();
  const dialog = (page: Page): Promise<unknown> => page.getByRole("dialog").waitFor();
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
    ["task that is lost", () => "/tasks/lost-1", text("may have done all, some or nothing")],
    ["task that was started again", () => "/tasks/again-1", page => showsText(page, "came again"), async page => { await page.locator(".attempts > summary").click(); await page.locator(".attempts li").nth(1).waitFor(); }],
    ["cancel", () => "/tasks/runs-1", page => showsText(page, "begun"), async page => { await page.getByRole("button", { name: "Cancel", exact: true }).click(); await page.getByRole("dialog").waitFor(); }],
    ["no such task", () => "/tasks/none", text("There is no such task")],
    ["files", () => "/files", text("There are no files yet")],
    ["no secrets", () => "/secrets", text("There are no stored secrets yet")],
    ["new secret, with what is wrong", () => "/secrets", text("There are no stored secrets yet"), async page => {
      await page.getByRole("button", { name: "New secret" }).click();
      await page.getByRole("button", { name: "Store secret" }).click();
      await text("1 to 64 letters")(page);
    }],
    ["no locks", () => "/locks", text("No task has a lock")],
    ["run, with a stored secret", () => "/run", text("host-2"), async page => { await page.getByRole("button", { name: "Add variable" }).click(); await page.getByLabel("What the value is").selectOption("stored"); }],
    ["system", () => "/system", text("Redis")],
    ["access", () => "/access", text("this one")],
    ["no such page", () => "/nothing/here", text("There is no such page")],
    ["first line for a host, with its fields", () => "/fleet", text("host-2"), async page => {
      await page.getByRole("button", { name: "Add host" }).click();
      await text("Name, labels, number of hosts")(page);
      await page.getByText("Name, labels, number of hosts").click();
      await page.getByLabel("Labels", { exact: true }).fill("site");
      await page.getByRole("button", { name: "Make the line anew" }).click();
      await text("Write labels as")(page);
    }],
    ["edit a host", () => `/hosts/${here.host.id}`, text("Past tasks"), async page => { await page.getByRole("button", { name: "Name and labels" }).click(); await dialog(page); }],
    ["drain a host", () => `/hosts/${here.host.id}#drain`, page => page.getByLabel("Reason").waitFor()],
    ["run, on several hosts", () => "/run?host=host-1&host=host-2&script=uptime&batches=0", text("These are no batches")],
    ["new schedule", () => "/run?host=host-1&script=uptime", text("1 host chosen"), async page => {
      await page.getByRole("button", { name: "Schedule", exact: true }).click();
      await page.getByRole("region", { name: "Next times" }).getByRole("listitem").first().waitFor();
    }],
    ["jobs", () => "/jobs", text("exit 3")],
    ["job", () => "/jobs/two", page => page.getByRole("button", { name: /Failed 1/ }).waitFor()],
    ["stop a job", () => "/jobs/two", text("exit 3"), async page => { await page.getByRole("button", { name: "Stop" }).click(); await dialog(page); }],
    ["run a job again", () => "/jobs/over", text("no other gets its turn"), async page => { await page.getByRole("button", { name: "Run again where it did not succeed" }).click(); await dialog(page); }],
    ["task that was cancelled", () => "/tasks/cancelled-1", text("it never ran")],
    ["delete a task", () => "/tasks/failed-1", page => showsText(page, "broke"), async page => { await page.getByRole("button", { name: "Delete task" }).click(); await dialog(page); }],
    ["task, what can be downloaded", () => "/tasks/failed-1", page => showsText(page, "broke"), async page => { await page.getByRole("button", { name: "Download" }).click(); await text("Text without colours")(page); }],
    ["task, an expression that is none", () => "/tasks/failed-1", page => showsText(page, "broke"), async page => {
      await page.getByRole("button", { name: "Regular expression" }).click();
      await page.getByLabel("Search output").fill("(");
      await text("no expression")(page);
    }],
    ["task, only matching lines", () => "/tasks/failed-1", page => showsText(page, "broke"), async page => {
      await page.getByLabel("Search output").fill("inside");
      await page.getByRole("button", { name: "Only matching lines" }).click();
      await page.locator("mark").first().waitFor();
    }],
    ["system, details", () => "/system", text("Redis"), async page => { await page.getByText("Details", { exact: true }).click(); await page.getByRole("region", { name: "Grains" }).waitFor(); }],
    ["new token", () => "/access", text("this one"), async page => { await page.getByRole("button", { name: "New token" }).click(); await dialog(page); }],
    ["the token that was made", () => "/access", text("this one"), async page => {
      await page.getByRole("button", { name: "New token" }).click();
      await page.getByLabel("Name", { exact: true }).fill("ada");
      await page.getByRole("button", { name: "Make token" }).click();
      await page.locator(".code-line code").waitFor();
    }],
    ["revoke", () => "/access", text("this one"), async page => { await page.getByRole("button", { name: "Revoke" }).first().click(); await dialog(page); }],
    ["gateway away", () => "/system", text("Redis"), async page => { await page.context().setOffline(true); await text("The gateway has not answered for")(page); }],
    ["task in Chinese", () => "/tasks/failed-1", page => showsText(page, "broke"), async page => {
      await page.evaluate(() => localStorage.setItem("ops.language", JSON.stringify("zh")));
      await page.reload();
      await showsText(page, "broke");
      await page.locator("html[lang^=zh]").waitFor();
    }],
    ["palette", () => "/fleet", text("host-2"), press("Control+k", page => page.getByRole("combobox").waitFor())],
    ["keys", () => "/fleet", text("host-2"), press("?", page => page.getByRole("dialog").waitFor())],
  ];

  /** Looks at a page in each width and in both colours. It is made narrower where it is: what it shows is what counts, not how it came there. */
  async function looked(page: Page, name: string): Promise<void> {
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 780 });
      await page.emulateMedia({ colorScheme: "light" });
      expect(await accessibility(page), `${name}, ${width} px, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await accessibility(page, colours), `${name}, ${width} px, dark`).toEqual([]);
    }
  }

  async function shown([name, path, ready, then]: (typeof states)[number]): Promise<void> {
    const page = await here.browser.operator({ width: 1280, height: 780 });
    await page.goto(path());
    await ready(page);
    await then?.(page);
    await looked(page, name);
  }

  // Two at a time: one page keeps one processor busy.
  const own = states.filter((_, number) => number % 2 === half);
  test.each(own.flatMap((_, number) => number % 2 === 0 ? [own.slice(number, number + 2)] : []).map(pair => [pair.map(([name]) => name).join("; "), pair] as const))(
    "axe finds nothing wrong, wide and narrow, light and dark: %s", async (_, pair) => { await Promise.all(pair.map(shown)); });

  test.runIf(half === 0)("axe finds nothing wrong with a host that is drained", async () => {
    await here.world.api("POST", `/api/v1/agents/${here.host.id}/drain`, { reason: "new disks" });
    await shown(["a host that is drained", () => `/hosts/${here.host.id}`, page => page.getByRole("note").getByText("Reason: new disks").waitFor()]);
  });

  test.runIf(half === 1)("axe finds nothing wrong with the log-in, nor in what a phone has under More", async () => {
    const stranger = await here.browser.stranger();
    await stranger.goto("/");
    await stranger.getByText("Where is my token?").waitFor();
    await looked(stranger, "log-in");

    const page = await here.browser.operator({ width: 390, height: 780 });
    await page.goto("/fleet");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "Log out" }).waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await accessibility(page), colorScheme).toEqual([]);
    }

    for (const name of ["Fleet", "Run", "Tasks", "System", "Access"]) {
      await page.getByRole("navigation").getByRole("link", { name }).waitFor();
    }

    await page.getByRole("button", { name: "Jump to…" }).click();
    await page.getByRole("combobox").waitFor();
  });
}
