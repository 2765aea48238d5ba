import { readFileSync } from "node:fs";
import { request } from "node:http";
import { afterAll, test } from "vitest";
import { liveFleet } from "../world/largeFleet.ts";
import { showsSeq, showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";
import { watchFrames, type Drawn, type PageTask } from "./frames.ts";
import { heap, renderers } from "./memory.ts";

const here = setting();
const figures: Record<string, string> = {};
afterAll(() => {
  figures["load of the machine"] = readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 1).join();
  console.table(figures);
});

const quantile = (values: number[], share: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

test("first content", async () => {
  const page = await here.browser.operator();
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    await page.goto("/fleet");
    await page.getByText("host-1").first().waitFor();
    times.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN));
  }

  figures["first content, ms (median of 5)"] = quantile(times, 0.5).toFixed(0);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(each => each.name).filter(name => /assets/.test(name)));
  for (const encoding of ["gzip", "br"]) {
    const sizes = await Promise.all([here.world.address, ...loaded].map(address => sizeOf(address, encoding)));
    figures[`initial load (page, script, style), KB ${encoding}`] = (sizes.reduce((sum, size) => sum + size, 0) / 1024).toFixed(1);
  }
});

test("from a script's write to its pixel", async () => {
  const id = await here.world.submit("host-1", "import time\nfor i in range(300):\n    print('at', time.time_ns() // 1_000_000, flush=True)\n    time.sleep(0.1)\n", "latency", { kind: "python" });
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "at ");
  await page.evaluate(() => {
    const seen = new Set<string>();
    const late: number[] = ((globalThis as unknown as { late: number[] }).late = []);
    new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
      for (const row of document.querySelectorAll<HTMLElement>(".log-row")) {
        const text = row.querySelector(".tx")!.textContent!;
        if (text.startsWith("at ") && !seen.has(text)) {
          seen.add(text);
          late.push(Date.now() - Number(text.slice(3)));
        }
      }
    }))).observe(document.querySelector(".log-rows")!, { childList: true, subtree: true, characterData: true });
  });
  await here.world.over(id, 120);
  const late = (await page.evaluate(() => (globalThis as unknown as { late: number[] }).late)).slice(40); // those that were there before
  figures["write to pixel, ms: p50 / p99 / count"] = `${quantile(late, 0.5)} / ${quantile(late, 0.99)} / ${late.length}`;
});

test("frames at 5,000 lines a second", async () => {
  const id = await here.world.submit("host-1", `import time
begin = time.time()
for i in range(100):
    print("".join("%d a line of ordinary length, as programs print them all day long\\n" % (i * 500 + j) for j in range(500)), end="", flush=True)
    time.sleep(max(0, begin + (i + 1) * 0.1 - time.time()))
`, "flood", { kind: "python" });
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "a line of");
  const drawn = await watchFrames(page);
  await showsText(page, "49999 a line", 90);
  const tasks = note("at 5,000 lines/s", await drawn());
  console.log("longest tasks", longest(tasks));
});

test("frames of a fleet of 10,000 hosts that beat", async () => {
  const page = await here.browser.operator();
  await liveFleet(page, 10_000, 1_000);
  await page.goto("/fleet");
  await page.getByRole("heading", { name: /10,000/ }).waitFor();
  await page.locator(".host-row").first().waitFor();
  const drawn = await watchFrames(page);
  await page.getByRole("grid").hover();
  for (let i = 0; i < 150; i++) {
    await page.mouse.wheel(0, i % 40 < 30 ? 700 : -400);
    await page.waitForTimeout(50);
  }

  const tasks = note("of 10,000 hosts, 1,000 changes/s", await drawn());
  console.log("longest tasks", longest(tasks));
});

test("a log of 1,000,000 lines", async () => {
  const id = await here.world.submit("host-1", "import sys\nfor i in range(1, 1_000_001): sys.stdout.write('line %d of a million, with some more words in it\\n' % i)\n", "million", { kind: "python" });
  await here.world.over(id, 400);
  const empty = await here.browser.stranger();
  await empty.goto("about:blank");
  const before = Math.max(...renderers(process.pid).map(each => each.pss));
  const page = await here.browser.operator();
  const open: number[] = [];
  for (let i = 0; i < 3; i++) {
    await page.goto("about:blank"); // another line of the same page would be no opening
    const begin = performance.now();
    await page.goto(`/tasks/million#L${700_000 + i * 100_000}`);
    await showsSeq(page, 700_000 + i * 100_000);
    open.push(performance.now() - begin);
  }

  figures["1,000,000 lines open at a far line, ms (median of 3)"] = quantile(open, 0.5).toFixed(0);
  await page.locator(".log-box").focus();
  for (let i = 0; i < 60; i++) {
    await page.locator(".log-box").evaluate((box, share) => { box.scrollTop = box.scrollHeight * share; }, i / 60);
    await page.waitForTimeout(80);
  }

  await page.keyboard.press("End");
  await showsSeq(page, 1_000_000);
  const begin = performance.now();
  await page.getByLabel("Search output").fill("line 99999");
  await page.waitForFunction(() => /\/11$/.test(document.querySelector(".matches")?.textContent ?? ""), undefined, { timeout: 120_000 });
  figures["all of 1,000,000 lines searched, ms"] = (performance.now() - begin).toFixed(0);
  const held = await heap(page, false);
  figures["heap with 1,000,000 lines, MB: as it is / after collection"] = `${held.toFixed(1)} / ${(await heap(page)).toFixed(1)}`;
  const largest = renderers(process.pid).toSorted((a, b) => b.pss - a.pss)[0]!;
  figures["renderer with 1,000,000 lines, MB: PSS / RSS"] = `${largest.pss.toFixed(0)} / ${largest.rss.toFixed(0)}`;
  figures["the same less an empty page's PSS, MB"] = `${(largest.pss - before).toFixed(0)} (empty: ${before.toFixed(0)})`;
});

const longest = (tasks: readonly PageTask[]): string =>
  tasks.toSorted((a, b) => b.cpuMs - a.cpuMs).slice(0, 12).map(task => `${task.cpuMs.toFixed(1)} (${task.wallMs.toFixed(1)}) ${task.parts}`).join("\n");

/** Processor time is the page's own, however busy the machine is: what is over 16 ms of it is the page's fault. */
function note(when: string, { frames, long, tasks }: Drawn): readonly PageTask[] {
  const cpu = tasks.map(task => task.cpuMs);
  figures[`frames ${when}: all / over 17 ms / over 34 ms`] = `${frames.length} / ${frames.filter(each => each > 17.5).length} / ${frames.filter(each => each > 34).length}`;
  figures[`frame p50 / p99 ${when}, ms`] = `${quantile(frames, 0.5).toFixed(1)} / ${quantile(frames, 0.99).toFixed(1)}`;
  figures[`tasks over 50 ms ${when}: count / longest`] = `${long.length} / ${Math.max(0, ...long).toFixed(0)} ms`;
  figures[`processor time of tasks ${when}: p99 / longest / over 16 ms of all`] = `${quantile(cpu, 0.99).toFixed(1)} / ${Math.max(...cpu).toFixed(1)} ms / ${cpu.filter(each => each > 16).length} of ${cpu.length}`;
  figures[`share of a core ${when}`] = (cpu.reduce((sum, each) => sum + each, 0) / frames.reduce((sum, each) => sum + each, 0)).toFixed(3);
  return tasks;
}

/** Bytes of an answer's body as they come over the wire. */
function sizeOf(address: string, encoding: string): Promise<number> {
  return new Promise((done, fail) => request(address, { headers: { "accept-encoding": encoding } }, answer => {
    let size = 0;
    answer.on("data", (piece: Buffer) => { size += piece.length; }).on("end", () => done(size)).on("error", fail);
  }).on("error", fail).end());
}
