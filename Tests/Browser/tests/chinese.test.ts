import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { eventually } from "../world/eventually.ts";
import { showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 2 });
beforeAll(async () => {
  await here.world.submit("host-1", "echo 1; exit 2", "failed-1");
  await here.world.over("failed-1");
  await here.world.submit("host-1", "echo begun; sleep 900", "runs-1");
  await here.world.stopHost(here.world.hosts[1]!);
  await here.world.submit("host-2", "uptime", "waits-1");
  await here.world.submit("host-2", "uptime", "cancelled-1");
  await here.world.api("POST", "/api/v1/tasks/cancelled-1/cancel");
  await here.world.api("POST", `/api/v1/agents/${here.host.id}/drain`);
});

const pages: [string, () => string, (page: Page) => Promise<unknown>][] = [
  ["fleet", () => "/fleet", page => page.getByText("host-2").first().waitFor()],
  ["host", () => `/hosts/${here.host.id}`, page => page.locator(".events").getByText("已排空").waitFor()],
  ["host that is away", () => `/hosts/${here.world.hosts[1]!.id}`, page => page.locator(".events").getByText("已断开").or(page.locator(".events").getByText("失联")).first().waitFor()],
  ["run", () => "/run", page => page.getByText("host-2").first().waitFor()],
  ["run, on several hosts", () => "/run?host=host-1&host=host-2&script=uptime&batches=0", page => page.getByText("这不是批次").waitFor()],
  ["tasks", () => "/tasks", page => page.getByText("sleep 900").first().waitFor()],
  ["task that failed", () => "/tasks/failed-1", page => showsText(page, "1")],
  ["task that runs", () => "/tasks/runs-1", page => showsText(page, "begun")],
  ["task that waits", () => "/tasks/waits-1", page => page.getByText("已离线").first().waitFor()],
  ["task that never ran", () => "/tasks/cancelled-1", page => page.getByText("从未运行").first().waitFor()],
  ["no such task", () => "/tasks/none", page => page.getByText("没有这个任务").first().waitFor()],
  ["files", () => "/files", page => page.getByText("还没有文件").waitFor()],
  ["jobs", () => "/jobs", page => page.getByText("还没有作业").waitFor()],
  ["workflows", () => "/workflows", page => page.getByText("还没有工作流").waitFor()],
  ["schedules", () => "/schedules", page => page.getByText("还没有计划").waitFor()],
  ["secrets", () => "/secrets", page => page.getByText("还没有已存的密钥").waitFor()],
  ["locks", () => "/locks", page => page.getByText("没有任务占用锁").waitFor()],
  ["system", () => "/system", page => page.getByText("Redis").first().waitFor()],
  ["access", () => "/access", page => page.getByText("会话").first().waitFor()],
];

/** Two English words in a row, in what the console says itself: not in scripts, output, names and labels. */
const english = (page: Page): Promise<string[]> => page.evaluate(() => {
  const found: string[] = [];
  const own = "code, pre, textarea, .mono, .label, .log-rows, .row-link, .queue-title, .who, .history-item code, .cell-by, kbd, .os, [lang=en]";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement!;
    if (!element.closest(own) && element.checkVisibility() && /[A-Za-z]{2,} [a-z]{2,}/.test(node.textContent!)) found.push(node.textContent!);
  }

  for (const element of document.querySelectorAll("[title], [aria-label], [placeholder]")) {
    for (const name of ["title", "aria-label", "placeholder"]) {
      const text = element.getAttribute(name) ?? "";
      if (!element.closest(own) && /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text)) found.push(text);
    }
  }

  return found;
});

test.each(pages)("no English sentence stands on the Chinese page: %s", async (_, path, ready) => {
  const page = await here.browser.operator({ language: "zh-CN" });
  await page.goto(path());
  await ready(page);
  await eventually("no English sentence stands there", () => english(page), found => found.length === 0, 8);
});

test("times are Chinese", async () => {
  const page = await here.browser.operator({ language: "zh-CN" });
  await page.goto("/tasks");
  await page.getByText(/\d+ (?:秒|分钟)前|刚刚/).first().waitFor();
  expect(await page.getByText(/\d (?:min|s|h) 前/).count()).toBe(0);
});
