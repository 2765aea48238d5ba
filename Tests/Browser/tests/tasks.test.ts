import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { eventually } from "../world/eventually.ts";
import { showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 2 });

/** Names of the rows that are in the page. */
const names = (page: Page): Promise<string[]> => page.locator(".task-row .task-row-id").allInnerTexts();

test("more tasks than a page holds come by cursor, each once and the newest first", async () => {
  const ids = Array.from({ length: 250 }, (_, i) => `paged-${String(i).padStart(3, "0")}`);
  for (let i = 0; i < ids.length; i += 10) {
    await Promise.all(ids.slice(i, i + 10).map(id => here.world.submit("host-1", "true", id, { labels: { batch: "paged" } })));
  }

  await eventually("all are over", () => here.world.api<{ succeeded: number }>("GET", "/api/v1/tasks/counts?label=batch%3Dpaged"), counts => counts.succeeded === ids.length, 120);
  const page = await here.browser.operator();
  const cursors: (string | null)[] = [];
  page.on("request", request => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === "/api/v1/tasks") cursors.push(searchParams.get("cursor"));
  });
  await page.goto("/tasks?label=batch%3Dpaged");
  await page.getByRole("row").filter({ hasText: "paged-2" }).first().waitFor();
  const seen = new Map<number, string>();
  const grid = page.getByRole("grid");
  await grid.focus();
  await page.keyboard.press("Home");
  await eventually("the keys go through every task", async () => {
    const rows = await page.locator(".task-row").evaluateAll(all => all.map(row => [Number(row.getAttribute("aria-rowindex")), row.querySelector(".task-row-id")!.textContent!] as const));
    rows.forEach(([index, name]) => seen.set(index, name));
    await page.keyboard.press("PageDown");
    return seen.size;
  }, size => size === ids.length);
  const inOrder = [...seen].sort(([a], [b]) => a - b).map(([, name]) => name);
  expect([...inOrder].sort()).toEqual(ids);
  const times = new Map((await all("batch%3Dpaged")).map(task => [task.id, Date.parse(task.submittedAt)]));
  const shown = inOrder.map(name => times.get(name)!);
  expect(shown).toEqual([...shown].sort((a, b) => b - a)); // to the millisecond
  expect(new Set(cursors.filter(cursor => cursor !== null)).size).toBe(2);
  expect(await page.getByText("Loading more").count()).toBe(0);
});

async function all(label: string): Promise<{ id: string; submittedAt: string }[]> {
  const items: { id: string; submittedAt: string }[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined;) {
    const page: { items: { id: string; submittedAt: string }[]; nextCursor?: string } = await here.world.api("GET", `/api/v1/tasks?label=${label}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  }

  return items;
}

test("tasks are filtered by host, and by time in the reader's zone", async () => {
  await here.world.submit("host-1", "echo one", "on-one", { labels: { batch: "filtered" } });
  await here.world.submit("host-2", "echo two", "on-two", { labels: { batch: "filtered" } });
  const page = await here.browser.operator();
  await page.goto("/tasks?label=batch%3Dfiltered");
  await eventually("both are listed", () => names(page), found => found.length === 2);

  await page.getByLabel("Host", { exact: true }).fill("host-2");
  await page.keyboard.press("Enter");
  await eventually("only the other host's is left", () => names(page), found => found.join() === "on-two");
  expect(page.url()).toContain("host=host-2");
  await page.getByLabel("Host", { exact: true }).fill("");
  await page.keyboard.press("Enter");
  await eventually("both are listed again", () => names(page), found => found.length === 2);

  // Half an hour is less than the zone's distance from UTC: a time taken for UTC would turn these round.
  const local = (minutes: number) => page.evaluate(by => {
    const d = new Date(Date.now() + by * 60_000);
    const p = (value: number) => String(value).padStart(2, "0");
    return `${d.getFullYear()}-${p(d.getMonth() + 1)}-${p(d.getDate())}T${p(d.getHours())}:${p(d.getMinutes())}`;
  }, minutes);
  for (const [field, minutes, count] of [["From", -30, 2], ["From", 30, 0], ["Until", 30, 2], ["Until", -30, 0]] as const) {
    await page.getByLabel(field).fill(await local(minutes));
    await page.keyboard.press("Tab");
    await eventually(`${field} ${minutes} minutes: ${count}`, async () => (count === 0 ? (await page.getByText("No task matches").count() === 1 ? 0 : -1) : (await names(page)).length), found => found === count);
    expect(page.url()).toContain(`${field === "From" ? "since" : "until"}=`);
    if (count === 2) {
      await page.reload();
      await eventually("the address keeps it", () => names(page), found => found.length === 2);
    }

    await page.goto("/tasks?label=batch%3Dfiltered");
    await eventually("both are listed", () => names(page), found => found.length === 2);
  }
});

test("what was run is used again with changes, and both runs are kept", async () => {
  const page = await here.browser.operator();
  await page.goto("/run");
  await page.locator(".target-list label").filter({ hasText: "host-2" }).click();
  await page.getByText("1 host chosen").waitFor();
  await page.getByRole("textbox", { name: "Script" }).fill("echo the first way");
  await page.getByLabel("Working directory", { exact: true }).fill("/tmp");
  await page.getByRole("textbox", { name: "Script" }).press("Control+Enter");
  await showsText(page, "the first way");

  await page.goto("/run");
  await page.getByRole("textbox", { name: "Script" }).fill("something else");
  await page.getByLabel("Working directory", { exact: true }).fill("");
  await page.getByRole("button", { name: "Clear", exact: true }).first().click();
  await page.getByText("0 hosts chosen").waitFor();
  const history = page.getByRole("region", { name: "What was run" });
  await history.getByRole("button", { name: "echo the first way" }).click();
  await page.getByText("1 host chosen").waitFor();
  expect(await page.getByLabel("Working directory", { exact: true }).inputValue()).toBe("/tmp");
  const script = page.getByRole("textbox", { name: "Script" });
  expect(await script.inputValue()).toBe("echo the first way");
  await script.fill("echo another way in $PWD");
  await script.press("Control+Enter");
  await showsText(page, "another way in /tmp");
  await page.getByRole("definition").filter({ hasText: "host-2" }).waitFor();

  await page.goto("/run");
  await history.getByRole("button", { name: "echo another way" }).waitFor();
  await history.getByRole("button", { name: "echo the first way" }).waitFor();
});

test("Enter in the palette waits for the tasks that are still being read", async () => {
  await here.world.submit("host-1", "echo found by name", "nightly-report");
  const page = await here.browser.operator();
  await page.goto("/fleet");
  await page.getByRole("row").filter({ hasText: "host-1" }).waitFor();
  let answer: () => void;
  const asked = new Promise<void>(ask => {
    void page.route("**/api/v1/tasks?limit=50", async route => {
      ask();
      await new Promise<void>(go => { answer = go; });
      await route.continue();
    });
  });
  await page.keyboard.press("Control+k");
  await asked;
  await page.keyboard.type("nightly-rep");
  await page.getByText("Nothing found").waitFor();
  await page.keyboard.press("Enter");
  answer!();
  await page.waitForURL(/\/tasks\/nightly-report$/);
});

test("a task's page leads to its trace", async () => {
  const id = await here.world.submit("host-1", "true");
  const { traceId } = await here.world.api<{ traceId: string }>("GET", `/api/v1/tasks/${id}`);
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  expect(await page.getByRole("link", { name: traceId }).getAttribute("href")).toBe(`https://traces.example.org/${traceId}`);
});
