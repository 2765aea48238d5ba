import { expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { showsSeq, showsText, shownRows } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 3 });

test("keys work from where the eye is: the first gives the list the focus", async () => {
  const page = await here.browser.operator();
  await page.goto("/fleet");
  await page.getByRole("row").filter({ hasText: "host-3" }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByText("1 host chosen").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/hosts/${here.world.hosts[2]!.id}$`));
  await page.goto("/fleet");
  await page.getByRole("row").filter({ hasText: "host-3" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("r"); // nothing is chosen: the row that the keys are on
  await page.getByText("1 host chosen").waitFor();
});

test("a run on several hosts is a job: it keeps to its order, goes on without the page, and runs again where it failed", async () => {
  const page = await here.browser.operator();
  const gate = here.world.gate();
  await page.goto("/run?host=host-1&host=host-2&host=host-3&kind=bash&script=" + encodeURIComponent(`until ${gate.isOpen}; do sleep 0.1; done; [ "\${OPS_TASK_ID##*--}" != 2 ]`));
  await page.getByText("3 hosts chosen").waitFor();
  await page.getByLabel("Batches", { exact: true }).fill("0");
  await page.getByRole("button", { name: "Run on 3 hosts" }).click();
  await page.getByText("These are no batches").waitFor();
  await page.getByLabel("Batches", { exact: true }).fill("1");
  await page.getByRole("button", { name: "Run on 3 hosts" }).click();
  await page.waitForURL(/\/jobs\/\w+$/);
  const job = new URL(page.url()).pathname;
  await page.getByRole("button", { name: /Under way 1/ }).waitFor();
  await page.context().close();
  gate.open();
  await eventually("the job is over though nobody looks", () => here.world.api<{ terminal: boolean; counts: { succeeded: number; failed: number } }>("GET", `/api/v1${job}`), view => view.terminal && view.counts.succeeded === 2 && view.counts.failed === 1);

  const later = await here.browser.operator();
  await later.goto("/run");
  await later.getByRole("region", { name: "What was run" }).getByRole("link", { name: /^Results/ }).first().click();
  await later.waitForURL(new RegExp(`${job}$`));
  await later.getByRole("button", { name: "Run again where it did not succeed" }).click();
  await later.getByRole("dialog").getByRole("button", { name: "Run again where it did not succeed" }).click();
  await later.getByText("Round 2").waitFor();
  // From one of its tasks the others are a click away.
  await later.getByRole("link", { name: "All tasks" }).click();
  await later.getByRole("row").nth(1).getByRole("link").first().click();
  await later.waitForURL(/\/tasks\/\w+--/);
  await later.getByRole("link", { name: /^job/ }).click();
  await later.waitForURL(new RegExp(`${job}$`));
});

test("the palette finds a task by its id and its command, hosts by label, and does things", async () => {
  await here.world.submit("host-1", "echo far-away-command", "20260101-0000-zz");
  for (let i = 0; i < 60; i += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, j) => here.world.submit("host-1", "true", `20260102-${i + j}`)));
  }

  const page = await here.browser.operator();
  await page.goto("/system");
  await page.getByText("Redis").first().waitFor();
  const first = page.locator("#palette-list li").first();
  const type = async (text: string) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(text);
  };
  await type("20260101-0000-zz");
  await first.getByText("20260101-0000-zz").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/20260101-0000-zz$/);
  await type("far-away");
  await first.getByText("20260101-0000-zz").waitFor();
  await page.keyboard.press("Escape");
  await type("run again");
  await first.getByText("Run again: 20260101-0000-zz").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/run$/);
  await page.getByText("far-away-command").first().waitFor();
  await here.world.submit("host-1", "sleep 900", "20260103-runs");
  await page.goto("/tasks/20260103-runs");
  await page.locator(".task-state").getByText("Running").waitFor();
  await type("cancel");
  await first.getByText("Cancel: 20260103-runs").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Cancel this task?" }).waitFor();
  await page.keyboard.press("Escape");
  await type("role=db");
  await page.locator("#palette-list li").filter({ hasText: "host-2" }).first().waitFor();
  await page.keyboard.press("Escape");
  await type("drain host-2");
  await first.getByText("Drain host-2").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Drain host-2?" }).waitFor();
  await page.keyboard.press("Escape");
  await type("run on host-3");
  await first.getByText("Run on host-3").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("1 host chosen").waitFor();
});

test("labels lead to what has them, and a task is known by what it runs", async () => {
  await here.world.submit("host-1", "# a comment\necho title of this", "labelled-1", { labels: { team: "blue" } });
  const page = await here.browser.operator();
  await page.goto("/tasks");
  const row = page.getByRole("row").filter({ hasText: "labelled-1" });
  await row.getByRole("link", { name: "echo title of this" }).waitFor();
  await row.getByRole("link", { name: "team=blue" }).click();
  await page.waitForURL(/label=team%3Dblue/);
  await page.goto("/fleet");
  await page.getByRole("row").filter({ hasText: "host-2" }).getByRole("link", { name: "role=db" }).click();
  await page.waitForURL(/q=role%3Ddb/);
  await page.getByRole("row").filter({ hasText: "host-1" }).waitFor({ state: "detached" });
});

test("what failed is opened at its error; errors are a key apart, addresses are links, groups tell their time", async () => {
  const id = await here.world.submit("host-1", "echo '##[group]Slow'; sleep 1.2; seq 1 200; echo '##[endgroup]'; echo see https://example.org/a, please; echo '::error file=a.c,line=3::broke here'; seq 1 200; sleep 0.6; echo to stderr >&2; exit 2");
  await here.world.over(id);
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "Error a.c:3: broke here");
  const found = () => page.locator(".log-row.found").getAttribute("data-seq");
  const marked = Number(await found());
  await page.keyboard.press("]");
  await eventually("the next error is shown", found, seq => Number(seq) !== marked);
  await page.keyboard.press("[");
  await eventually("and the one before", found, seq => Number(seq) === marked);
  expect(await page.getByRole("link", { name: "https://example.org/a" }).getAttribute("href")).toBe("https://example.org/a");
  expect(await page.getByRole("link", { name: "https://example.org/a" }).getAttribute("rel")).toBe("noopener noreferrer");
  await page.locator(".log-box").focus();
  await page.keyboard.press("Home");
  await showsSeq(page, 1);
  await eventually("the group tells its time", () => page.locator(".group-took").getAttribute("data-took"), time => /^1\.\d s$/.test(time ?? ""));
});

test("a regular expression finds lines, and only they are shown when asked for", async () => {
  const id = await here.world.submit("host-1", "for i in $(seq 1 3000); do echo line $i of many; done");
  await here.world.over(id);
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "line 1 of many");
  await page.getByRole("button", { name: "Regular expression" }).click();
  await page.getByLabel("Search output").fill("^line \\d*99 of");
  await page.locator(".matches").getByText("/30").waitFor();
  await page.getByRole("button", { name: "Only matching lines" }).click();
  await eventually("only they are shown", () => shownRows(page), rows => rows.length > 3 && rows.every(row => /^line \d*99 of/.test(row.text)));
  await page.locator(".log-foot").getByText("30 of 3,000 lines").waitFor();
  await page.getByLabel("Search output").fill("(");
  await page.getByText("no expression").waitFor();
});

test("a task shows what ran, and where; values of its variables are not shown", async () => {
  const id = await here.world.submit("host-1", "# what it does\necho secret is $TOKEN | wc -c", undefined, { env: { TOKEN: "hunter2" }, workingDirectory: "/tmp" });
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await page.locator(".task-script > summary").click();
  await page.locator(".script-text").getByText("what it does").waitFor();
  await page.getByText("TOKEN=•••").waitFor();
  await page.locator(".task-script").getByText("/tmp").waitFor();
  expect(await page.locator("body").innerText()).not.toContain("hunter2");
});

test("a token is made in the console, and opens the door; one that is over says so", async () => {
  const page = await here.browser.operator();
  await page.goto("/access");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("button", { name: "Make token" }).click();
  await page.getByText("Write whose token it is.").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("ada");
  await page.getByLabel("Valid for").fill("2h");
  await page.getByRole("button", { name: "Make token" }).click();
  const token = await page.locator(".code-line code").innerText();
  expect((await fetch(`${here.world.address}/api/v1/whoami`, { headers: { authorization: `Bearer ${token.trim()}` } })).status).toBe(200);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByText("ada", { exact: true }).waitFor();
  await page.clock.install({ time: Date.now() + 3 * 3_600_000 });
  await page.reload();
  await page.locator("li.expired").filter({ hasText: "ada" }).getByText("expired", { exact: true }).first().waitFor();
});

test("the same token is shown again while nobody has used it", async () => {
  const page = await here.browser.operator();
  await page.goto("/fleet");
  const line = async () => {
    await page.getByRole("button", { name: "Add host" }).click();
    const text = await page.locator(".enrol code").innerText();
    await page.getByText("this machine's own").waitFor();
    await page.keyboard.press("Escape");
    return text;
  };
  expect(await line()).toBe(await line());
});

test("a host's name and labels are changed, and found by at once", async () => {
  const page = await here.browser.operator();
  await page.goto(`/hosts/${here.world.hosts[2]!.id}`);
  await page.getByRole("button", { name: "Name and labels" }).click();
  await page.getByLabel("Name", { exact: true }).fill("host-9");
  await page.getByLabel("Labels", { exact: true }).fill("role");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Write labels as name=value").waitFor();
  await page.getByLabel("Labels", { exact: true }).fill("team=green rack=7");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "team=green" }).click();
  await page.waitForURL(/q=team%3Dgreen/);
  await page.getByRole("row").filter({ hasText: "host-9" }).waitFor();
  expect(await here.world.api<{ labels: object }>("GET", "/api/v1/agents/host-9")).toMatchObject({ labels: { team: "green", rack: "7" } });
});

test("a task finds the terminal that was asked for, and says so; a size that is none is not sent", async () => {
  const page = await here.browser.operator();
  await page.goto("/run?host=host-1&script=stty+size%3B+ls+--color%3Dauto+-d+%2F");
  await page.getByText("1 host chosen").waitFor();
  const terminal = page.getByLabel("Terminal", { exact: true });
  await terminal.fill("80");
  await page.getByRole("textbox", { name: "Script" }).press("Control+Enter");
  await page.getByText("This is no size").waitFor();
  await terminal.fill("132x43");
  await page.getByRole("textbox", { name: "Script" }).press("Control+Enter");
  await page.locator(".task-state").getByText("Succeeded").waitFor();
  await page.getByText("43 132").waitFor();
  await page.locator(".task-script summary").click();
  await page.locator(".task-script").getByText("132x43").waitFor();
});

test("a task has the name that was given, is found among mine, and is deleted when it is over", async () => {
  const page = await here.browser.operator();
  await page.goto("/run?host=host-1&script=true");
  await page.getByText("1 host chosen").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Nightly backup");
  await page.getByLabel("Labels", { exact: true }).fill("team=data");
  await page.getByRole("textbox", { name: "Script" }).press("Control+Enter");
  await page.locator("h1").getByText("Nightly backup").waitFor();
  await page.locator(".task-state").getByText("Succeeded").waitFor();
  const namesake = await here.world.api<{ token: string }>("POST", "/api/v1/tokens", { name: "first-admin", expiresInSeconds: 3_600 });
  const sent = await fetch(`${here.world.address}/api/v1/tasks/of-a-namesake`, {
    method: "PUT", headers: { authorization: `Bearer ${namesake.token}`, "content-type": "application/json" }, body: JSON.stringify({ agent: "host-1", kind: "shell", script: "true", name: "Of a namesake" }),
  });
  expect(sent.ok).toBe(true);
  await page.goto("/run");
  await page.locator(".history").getByText("Nightly backup").waitFor();
  expect(await page.locator(".history").getByText("Of a namesake").count()).toBe(0);
  await page.goto("/tasks");
  await page.getByText("Of a namesake").first().waitFor();
  await page.getByRole("button", { name: "Mine" }).click();
  await page.waitForURL(/by=me/);
  const row = page.getByRole("row").filter({ hasText: "Nightly backup" });
  await row.getByText("first-admin").waitFor();
  await page.getByText("Of a namesake").waitFor({ state: "detached" });
  await row.getByRole("link", { name: "Nightly backup" }).click();
  await page.getByRole("button", { name: "Delete task" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete task" }).click();
  await page.waitForURL(/\/tasks$/);
  await eventually("it is not listed any more", () => page.getByText("Nightly backup").count(), count => count === 0);
});

test("a host is added with a name and labels; once it is here, something is run on it or another is added", async () => {
  const page = await here.browser.operator();
  await page.goto("/fleet");
  await page.getByRole("button", { name: "Add host" }).click();
  const line = page.locator(".enrol .code-line code");
  await line.waitFor();
  await page.getByText("Name, labels, number of hosts").click();
  await page.getByLabel("Labels", { exact: true }).fill("site");
  await page.getByRole("button", { name: "Make the line anew" }).click();
  await page.getByText("Write labels as name=value").waitFor();
  await page.getByLabel("Labels", { exact: true }).fill("site=berlin");
  await page.getByLabel("Hosts", { exact: true }).fill("0");
  await page.getByRole("button", { name: "Make the line anew" }).click();
  await page.getByText("This is no number of hosts: 1 to 10,000.").waitFor();
  await page.getByLabel("Hosts", { exact: true }).fill("1");
  await page.getByLabel("Name", { exact: true }).fill("ada's host");
  await page.getByLabel("Valid for").fill("2h");
  await page.getByRole("button", { name: "Make the line anew" }).click();
  await page.getByText("The token lets 1 host in, for 2h.").waitFor();
  await page.getByText("--name").waitFor();
  const first = (await line.textContent())!;
  await here.world.enrolByLine("ada's host", first);
  await page.getByText("ada's host is here").waitFor();
  expect(await here.world.api<object>("GET", "/api/v1/agents/ada's%20host")).toMatchObject({ labels: { site: "berlin" } });

  await page.getByRole("button", { name: "Add another" }).click();
  await page.getByText("Waiting for the host").waitFor();
  await line.waitFor();
  expect(await line.textContent()).not.toContain(first.split("'")[3]!);
  await here.world.enrolByLine("another", (await line.textContent())!.replace("--join-token-stdin", "$& --name another"));
  await page.getByText("another is here").waitFor();
  await page.getByRole("button", { name: "Run something on it" }).click();
  await page.waitForURL(/\/run$/);
  await page.getByText("1 host chosen").waitFor();
  await page.getByText("another").first().waitFor();
});
