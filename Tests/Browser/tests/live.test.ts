import { expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { showsSeq, showsText, shownRows, wheel } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting();

test("what is written is seen while it runs, and what was run can be run again with changes", async () => {
  const page = await here.browser.operator();
  await page.goto("/run");
  await page.locator(".target-list").getByText("host-1").waitFor();
  await page.getByRole("button", { name: "Python" }).click();
  const gate = here.world.gate();
  await page.getByRole("textbox", { name: "Script" }).fill(`import time, os\nprint('hello', os.environ['WHO'], flush=True)\nwhile os.system("${gate.isOpen}"): time.sleep(0.1)\nprint('bye', os.getcwd())`);
  await page.getByRole("button", { name: "Add variable" }).click();
  await page.getByLabel("Name of the variable").fill("WHO");
  await page.getByLabel("Value of the variable").fill("operator");
  await page.getByLabel("Timeout").fill("5m");
  await page.getByLabel("Working directory", { exact: true }).fill("/tmp");
  await page.reload(); // the draft is kept
  await page.getByLabel("Value of the variable").waitFor();
  // Its values are not, and it says so instead of running with none.
  expect(await page.getByLabel("Value of the variable").inputValue()).toBe("");
  await page.getByText("Its value was not kept").waitFor();
  await page.getByLabel("Value of the variable").fill("operator");
  expect(await page.getByRole("textbox", { name: "Script" }).inputValue()).toContain("import time");
  await page.getByRole("textbox", { name: "Script" }).press("Control+Enter");
  await page.waitForURL(/\/tasks\/\w+$/);
  await showsText(page, "hello operator");
  await page.locator(".phase-running").first().waitFor();
  gate.open();
  await showsText(page, "bye /tmp");
  await page.locator(".task-state").getByText("Succeeded").waitFor();

  await page.getByRole("button", { name: "Run again" }).click();
  await page.waitForURL(/\/run$/);
  expect(await page.getByRole("textbox", { name: "Script" }).inputValue()).toContain("import time");
  expect(await page.getByLabel("Name of the variable").inputValue()).toBe("WHO");
  await page.getByRole("region", { name: "What was run" }).getByText("import time, os").waitFor();
});

test("the log follows its end, stops when the reader scrolls up, and goes on at the end", async () => {
  const gate = here.world.gate();
  const id = await here.world.submit("host-1", `i=0; until ${gate.isOpen}; do i=$((i+1)); echo line $i; sleep 0.03; done; echo line the last`);
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, /^line \d{3,}$/);
  const following = (await shownRows(page))[0]!;
  await wheel(page, -600);
  await page.getByRole("button", { name: /new line|Follow/ }).waitFor();
  const stopped = (await eventually("the page has scrolled up", () => shownRows(page), rows => rows[0]!.seq < following.seq))[0]!; // the wheel is heard before the page moves
  await page.getByRole("button", { name: /new lines/ }).waitFor();
  expect((await shownRows(page))[0]).toEqual(stopped);
  await page.getByRole("button", { name: /new line|Follow/ }).click();
  gate.open();
  await showsText(page, "line the last");
  await page.locator(".log-foot").getByText("Complete").waitFor();
});

test("a cancel says what will happen, and is over only when the host has confirmed it", async () => {
  const id = await here.world.submit("host-1", "trap 'echo not yet' INT; echo started; sleep 300 & while true; do sleep 1; done", undefined, { grace: { interruptSeconds: 1.25, terminateSeconds: 0 } });
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "started");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("dialog");
  for (const signal of ["SIGINT", "SIGKILL"]) {
    await dialog.getByText(signal, { exact: true }).waitFor();
  }

  await dialog.getByText("then a wait of up to 1.25 s").waitFor(); // the task's own grace
  expect(await dialog.getByText("SIGTERM", { exact: true }).count()).toBe(0); // a signal without a wait is not sent
  await dialog.getByRole("button", { name: "Cancel task" }).click();
  await dialog.getByText("Waiting for the host's confirmation").waitFor();
  await dialog.waitFor({ state: "detached" }); // it goes by itself
  await page.locator(".task-state").getByText("none of its processes lives").waitFor();
  expect((await here.world.task(id)).phase).toBe("cancelled");
});

test("two tabs see the same, and each its own place", async () => {
  const gate = here.world.gate();
  const id = await here.world.submit("host-1", `for i in $(seq 1 300); do echo tab $i; sleep 0.01; done; until ${gate.isOpen}; do sleep 0.1; done; echo last`);
  const first = await here.browser.operator();
  const second = here.browser.watch(await first.context().newPage());
  await first.goto(`/tasks/${id}`);
  await second.goto(`/tasks/${id}#L5`);
  await Promise.all([showsText(first, "tab 300"), showsSeq(second, 5)]);
  gate.open();
  await Promise.all([showsText(first, "last"), second.locator(".log-foot").getByText("Complete").waitFor()]);
  expect((await shownRows(second)).some(row => row.seq === 5 && row.classes.includes("chosen"))).toBe(true);
});

test("a list of tasks is live and keeps its filter in the address", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks?label=shift%3Dnight");
  await page.getByText("No task matches").waitFor();
  await here.world.submit("host-1", "echo listed; sleep 2; exit 4", "night-1", { labels: { shift: "night" } });
  const row = page.getByRole("row").filter({ hasText: "night-1" });
  await row.waitFor();
  await row.getByText("Failed").waitFor();
  await page.getByRole("button", { name: /^Failed/ }).click();
  await eventually("the address has the phase", () => page.url(), url => url.includes("phase=failed") && url.includes("label=shift"));
  await page.reload();
  await row.waitFor();
  await row.getByRole("link").first().click();
  await page.locator(".task-state").getByText("Ended with exit code 4.").waitFor();
});
