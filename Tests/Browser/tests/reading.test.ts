import { beforeAll, expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { shownRows, showsSeq, showsText, wheel } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting();

beforeAll(async () => {
  await here.world.submit("host-1", "import sys\nfor i in range(1, 2001):\n    sys.stdout.write('line %d %s\\n' % (i, 'word ' * (i % 60)))\n", "wide", { kind: "python" });
  await here.world.over("wide");
});

test("long lines wrap when asked to, and rolling still shows line after line", async () => {
  const page = await here.browser.operator({ width: 800 });
  await page.goto("/tasks/wide");
  await showsSeq(page, 1);
  const sideways = () => page.locator(".log-box").evaluate(box => box.scrollWidth - box.clientWidth);
  await eventually("lines are wider than the page", sideways, width => width > 100);
  await page.keyboard.press("w");
  await eventually("lines wrap", sideways, width => width <= 0);
  for (let i = 0; i < 12; i++) {
    const before = (await shownRows(page))[0]!.seq;
    await wheel(page, 500);
    const rows = await eventually("the log has rolled on", () => shownRows(page), each => each.length > 2 && each[0]!.seq > before);
    expect(rows.map(row => row.seq)).toEqual(Array.from({ length: rows.length }, (_, at) => rows[0]!.seq + at));
  }

  await page.locator(".log-box").focus();
  await page.keyboard.press("End");
  await showsText(page, "line 2000 ");
  await page.keyboard.press("Home");
  await showsSeq(page, 1);
  await page.goto("/tasks/wide#L1500");
  await showsSeq(page, 1_500);
});

test("timestamps are off, since the start, or the time of day with UTC on hover", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks/wide");
  await showsSeq(page, 1);
  expect(await page.locator(".ts").count()).toBe(0);
  await page.keyboard.press("t");
  await eventually("times since the start", () => page.locator(".ts").first().getAttribute("data-time"), time => /^\+\d+:\d\d\.\d{3}$/.test(time ?? ""));
  await page.keyboard.press("t");
  await eventually("times of day", () => page.locator(".ts").first().getAttribute("data-time"), time => /^\d\d:\d\d:\d\d\.\d{3}$/.test(time ?? ""));
  expect(await page.locator(".ts").first().getAttribute("title")).toMatch(/ UTC$/);
});

test("output that is missing is a marked line with its size and reason", async () => {
  const page = await here.browser.operator();
  await page.route("**/tasks/wide/log?**", async route => {
    const answer = await route.fetch();
    const body = await answer.json() as { records: { seq: number; text: string; dropped?: object }[] };
    body.records = body.records.map(record => (record.seq === 7 ? { ...record, text: "", dropped: { bytes: 5_242_880, reason: "capReached" } } : record));
    await route.fulfill({ json: body });
  });
  await page.goto("/tasks/wide");
  await showsText(page, "5.0 MiB of stdout is missing here. The task printed more than is kept for it.");
});

test("a task that is lost, and one whose cancel is not confirmed, say what to do", async () => {
  const page = await here.browser.operator();
  for (const [phase, advice] of [["lost", /may have done all, some or nothing/], ["cancelUnconfirmed", /processes may still live/]] as const) {
    await page.route("**/api/v1/tasks/wide", async route => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...(await answer.json() as object), phase } });
    });
    await page.goto("/tasks/wide");
    await page.getByText(advice).waitFor();
    await page.unroute("**/api/v1/tasks/wide");
  }
});

test("a gateway that is away is said so, what was known stays, and the page goes on by itself", async () => {
  const page = await here.browser.operator();
  await page.goto("/fleet");
  await page.getByRole("row").filter({ hasText: "host-1" }).waitFor();
  await here.world.killGateway();
  await page.getByText("The gateway has not answered").waitFor();
  await page.getByRole("row").filter({ hasText: "host-1" }).waitFor();
  await here.world.startGateway();
  await page.getByText("The gateway has not answered").waitFor({ state: "detached" });
  await page.getByRole("row").filter({ hasText: "host-1" }).getByText("Online").waitFor({ state: "attached", timeout: 90_000 });
});
