import { beforeAll, expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { shownRows, showsSeq, showsText, wheel } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting();
const lines = 200_000;

beforeAll(async () => {
  await here.world.submit("host-1", `python3 -c '
import sys
for i in range(1, ${lines} + 1):
    (sys.stderr if i % 20000 == 0 else sys.stdout).write(f"line {i} of the long log\\n")
    if i % 20000 == 0: sys.stderr.flush()
'`, "long");
  await here.world.over("long", 120);
});

test("a line of a log of 200,000 opens by its link, and only what is near it is in the page", async () => {
  const page = await here.browser.operator();
  const asked: string[] = [];
  page.on("request", request => { if (request.url().includes("/log?")) asked.push(request.url()); });
  await page.goto("/tasks/long#L123456-L123460");
  await showsSeq(page, 123_456);
  expect((await shownRows(page)).filter(row => row.classes.includes("chosen")).map(row => row.seq)).toEqual([123_456, 123_457, 123_458, 123_459, 123_460]);
  expect(asked.length).toBeLessThan(10);
  expect(await page.locator(".log-row").count()).toBeLessThan(120);
  await page.locator('.ln[data-n="123450"]').click();
  await page.locator('.ln[data-n="123452"]').click({ modifiers: ["Shift"] });
  expect(page.url()).toMatch(/#L123450-L123452$/);
  await page.getByRole("button", { name: "Copy the chosen lines" }).click();
  const copied = await eventually("the lines are on the clipboard", () => page.evaluate(() => navigator.clipboard.readText()), text => text.includes("line"));
  expect(copied.split("\n").length).toBe(3);
});

test("its beginning and end are a key away, and rolling shows line after line", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks/long");
  await showsSeq(page, 1);
  await page.locator(".log-box").focus();
  await page.keyboard.press("End");
  await showsSeq(page, lines);
  await page.keyboard.press("Home");
  await showsSeq(page, 1);
  for (let i = 0; i < 20; i++) {
    await wheel(page, 700);
    const rows = await eventually("rows are in view", () => shownRows(page), each => each.length > 10);
    expect(rows.map(row => row.seq)).toEqual(Array.from({ length: rows.length }, (_, at) => rows[0]!.seq + at));
  }
});

test("stderr alone is shown when asked for", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks/long");
  await showsSeq(page, 1);
  await page.getByRole("button", { name: "stderr", exact: true }).click();
  await page.locator(".log-foot").getByText("10 of 200,000 lines").waitFor();
  const rows = await eventually("stderr is in view", () => shownRows(page), each => each.length === 10);
  expect(rows.every(row => row.classes.includes("stderr"))).toBe(true);
  await page.keyboard.press("e");
  await page.locator(".log-foot").getByText("200,000 lines").waitFor();
});

test("a search counts its matches and goes from one to the next", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks/long");
  await showsSeq(page, 1);
  await page.getByLabel("Search output").fill("line 19999");
  await eventually("all matches are counted", () => page.locator(".matches").innerText(), text => /\/11$/.test(text));
  await page.keyboard.press("Enter");
  await showsText(page, "line 19999 of");
  await page.keyboard.press("Enter");
  await showsText(page, "line 199990 of");
  await page.locator(".log-box").focus();
  await page.keyboard.press("N");
  await showsText(page, "line 19999 of");
  await page.keyboard.press("n");
  await page.keyboard.press("n");
  await showsText(page, "line 199991 of");
  expect(await page.locator(".log-row.found mark").innerText()).toBe("line 19999");
});

test("Enter right after typing goes to what was typed, not to what was searched for before", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks/long");
  await showsSeq(page, 1);
  await page.getByLabel("Search output").fill("line 7 of");
  await eventually("the first search is done", () => page.locator(".matches").innerText(), text => /\/1$/.test(text));
  await page.evaluate(() => {
    // Both keys in one turn of the page: nobody types faster.
    const input = document.querySelector<HTMLInputElement>(".log-search input")!;
    input.value = "line 199990 of";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  });
  await showsText(page, "line 199990 of");
  await page.locator(".log-row.found").getByText("line 199990 of").waitFor();
});

test("all groups are folded and unfolded by a key or a button, also those that were never seen", async () => {
  const page = await here.browser.operator();
  await here.world.submit("host-1", "seq 1 40; for g in $(seq 1 30); do echo \"##[group]Step $g\"; seq 1 1000; echo '##[endgroup]'; done; echo '::group::Last'; echo in it", "steps");
  await here.world.over("steps");
  await page.goto("/tasks/steps");
  await showsSeq(page, 1);
  await page.locator(".log-box").focus();
  await page.keyboard.press("z");
  await page.keyboard.press("End");
  await eventually("only the groups' names are left", () => shownRows(page), rows => rows.slice(-3).map(row => row.text).join() === "Step 29,Step 30,Last");
  await page.keyboard.press("Z");
  await page.keyboard.press("End");
  await showsText(page, "in it");
  await page.getByRole("button", { name: "Fold all groups" }).click();
  await page.getByRole("button", { name: "Unfold all groups" }).waitFor();
  await eventually("they are folded again", () => shownRows(page), rows => rows.filter(row => row.text.startsWith("Step ")).length > 5);
  await page.getByRole("button", { name: "Unfold all groups" }).click();
  await page.getByRole("button", { name: "Fold all groups" }).waitFor();
  await page.goto("/tasks/long");
  await showsSeq(page, 1);
  expect(await page.getByRole("button", { name: "Fold all groups" }).count()).toBe(0); // nothing to fold, no button
});

test("a group is folded to one line, wherever its end is", async () => {
  await here.world.submit("host-1", "echo '##[group]Build'; seq 1 3000; echo '##[endgroup]'; echo after the group", "grouped");
  await here.world.over("grouped");
  const page = await here.browser.operator();
  await page.goto("/tasks/grouped");
  await showsText(page, "Build");
  await page.getByRole("button", { name: "Build" }).click();
  await showsText(page, "after the group");
  expect((await shownRows(page)).map(row => row.text)).toEqual(["Build", "after the group"]);
  await page.getByRole("button", { name: "Build" }).click();
  await showsText(page, /^1$/);
});

test("a progress bar is one line that changes", async () => {
  const id = await here.world.submit("host-1", "for i in 1 2 3 4 5; do printf '\\rdone %s0%%' $i; sleep 0.3; done; echo; echo next");
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "next");
  expect((await shownRows(page)).map(row => row.text)).toEqual(["done 50%", "next"]);
  await here.world.over(id);
  await page.reload();
  await showsText(page, "next");
  expect((await shownRows(page)).map(row => row.text)).toEqual(["done 50%", "next"]);
});

test("the log is downloaded as its bytes and as text", async () => {
  const id = await here.world.submit("host-1", "printf '\\033[31mred\\033[0m\\nplain\\n'");
  await here.world.over(id);
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "plain");
  for (const [name, text] of [["Exact bytes", "\x1b[31mred\x1b[0m\nplain\n"], ["Text without colours", "red\nplain\n"]] as const) {
    await page.getByRole("button", { name: "Download" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByText(name, { exact: true }).click()]);
    const { readFile } = await import("node:fs/promises");
    expect(await readFile(await download.path(), "utf8")).toBe(text);
  }
});

test("a gateway that is killed in mid-log leaves no gap and no double", async () => {
  const gate = here.world.gate();
  const id = await here.world.submit("host-1", `i=0; until ${gate.isOpen}; do i=$((i+1)); echo counted $i; sleep 0.05; done; echo the end`);
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, /^counted (?:[5-9]\d|\d{3,})$/);
  const before = (await shownRows(page)).at(-1)!.seq;
  await here.world.killGateway();
  await page.getByText("The gateway has not answered").waitFor();
  await here.world.startGateway();
  await page.getByText("The gateway has not answered").waitFor({ state: "detached" });
  await eventually("what was printed meanwhile is there", () => shownRows(page), rows => rows.at(-1)!.seq > before + 50, 90);
  gate.open();
  await showsText(page, "the end", 90);
  await page.locator(".log-foot").getByText("Complete").waitFor();
  const count = (await shownRows(page)).at(-1)!.seq;
  await page.locator(".log-box").focus();
  await page.keyboard.press("Home");
  const seen = new Map<number, string>();
  await showsSeq(page, 1);
  await eventually("every line was in view", async () => {
    for (const row of await shownRows(page)) {
      seen.set(row.seq, row.text);
    }

    await page.keyboard.press("PageDown");
    return seen.size;
  }, size => size === count);
  expect([...seen].sort((a, b) => a[0] - b[0]).map(([, text]) => text)).toEqual([...Array.from({ length: count - 1 }, (_, i) => `counted ${i + 1}`), "the end"]);
});
