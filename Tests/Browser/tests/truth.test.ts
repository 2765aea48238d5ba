import { expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 2 });

test("a line that is not there is said not to be, and too much to copy says why", async () => {
  const id = await here.world.submit("host-1", "seq 1 30");
  await here.world.over(id);
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}#L999999`);
  await page.getByText("There is no line 999,999; the last is 30.").waitFor();
});

test("what was never sent is taken out of the queue, and nobody claims that a host confirmed it", async () => {
  const away = here.world.hosts[1]!;
  await here.world.stopHost(away);
  const id = await here.world.submit("host-2", "echo never");
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await page.getByText("Waits for host-2, which is away").waitFor();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("It has not started.").waitFor();
  await dialog.getByRole("button", { name: "Keep it waiting" }).waitFor();
  expect(await dialog.getByText("SIGINT").count()).toBe(0);
  await dialog.getByRole("button", { name: "Cancel task" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Taken out of the queue; it never ran.").waitFor();
  expect(await page.getByText("confirmed").count()).toBe(0);
});

test("a task whose host goes away under it says so, and its log does not claim to be live", async () => {
  const id = await here.world.submit("host-1", "echo begun; sleep 120");
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await showsText(page, "begun");
  await page.getByText("Runs on host-1.").waitFor();
  await here.host.process.stop("SIGKILL");
  await page.getByText("host-1 is away; last heard").waitFor();
  await page.locator(".log-foot").getByText("Paused: host-1 is away").waitFor();
  expect(await page.locator(".task-state .spinner").count()).toBe(0);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("dialog").getByText("host-1 is away. It is told when it is back").waitFor();
});

test("a gateway that is away is told once, with the age of what is shown; time stands and nothing can be asked of it", async () => {
  const id = await here.world.submit("host-1", "echo waits", undefined, { queueSeconds: 600 });
  const page = await here.browser.operator();
  await page.goto(`/tasks/${id}`);
  await page.locator(".task-state").getByText("Queued").waitFor();
  await page.evaluate(() => { history.pushState(null, "", "/tasks"); dispatchEvent(new PopStateEvent("popstate")); });
  await page.getByRole("row").filter({ hasText: "echo waits" }).waitFor();
  await page.goBack();
  await page.locator(".task-state").getByText("Queued").waitFor();
  await here.world.killGateway();
  const banner = page.getByRole("alert");
  await banner.getByText("The gateway has not answered for").waitFor();
  expect(await page.getByRole("alert").count()).toBe(1);
  expect(await page.getByRole("button", { name: "Cancel", exact: true }).isDisabled()).toBe(true);
  const took = await page.locator(".stop-took").first().innerText();
  const age = await banner.innerText();
  await eventually("the banner's age goes on", () => banner.innerText(), text => text !== age);
  expect(await page.locator(".stop-took").first().innerText()).toBe(took);
  // What was read before is shown, not the shape of what may come.
  await page.getByRole("navigation").getByRole("link", { name: "Tasks" }).click();
  await page.getByRole("row").filter({ hasText: "echo waits" }).waitFor();
  expect(await page.locator(".skeleton").count()).toBe(0);
  await here.world.startGateway();
  await banner.waitFor({ state: "detached" });
});

test("nothing invalid is submitted: the field has the focus and says what is wrong", async () => {
  const page = await here.browser.operator();
  const submitted: string[] = [];
  page.on("request", request => { if (request.method() === "PUT") submitted.push(request.url()); });
  await page.goto("/run");
  await page.locator(".target-list").getByText("host-1").waitFor();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText("Write a script first.").waitFor();
  expect(await page.evaluate(() => document.activeElement!.id)).toBe("run-script");
  const script = page.getByRole("textbox", { name: "Script" });
  await script.fill("true");
  await script.press("Control+Enter");
  await page.getByText("Choose at least one host.").waitFor();
  expect(await page.evaluate(() => document.activeElement!.id)).toBe("run-targets");
  await page.locator(".target-list label").filter({ hasText: "host-1" }).click();
  for (const [label, id, bad, good, words] of [
    ["Timeout", "run-timeout", "10x", "1m", "This is no time"], ["Waits at most", "run-queue", "", "1h", "This is no time"],
    ["Working directory", "run-workingDirectory", "tmp", "", "Write an absolute path"], ["Labels", "run-labels", "team", "team=ops", "Write labels as name=value"],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(bad);
    await page.getByText(words).waitFor();
    await script.press("Control+Enter");
    expect(await page.evaluate(() => document.activeElement!.id)).toBe(id);
    await page.getByLabel(label, { exact: true }).fill(good);
  }

  await page.getByRole("button", { name: "Add variable" }).click();
  await page.getByLabel("Name of the variable").fill("1BAD");
  await script.press("Control+Enter");
  await page.getByText("do not begin with a digit").waitFor();
  expect(await page.evaluate(() => document.activeElement!.id)).toBe("run-env-0");
  expect(submitted).toEqual([]);
});

test("targets stay where they are while one chooses, and the chosen stand above", async () => {
  const page = await here.browser.operator();
  await page.goto("/run");
  const row = page.locator(".target-list label").filter({ hasText: "host-2" });
  await row.waitFor();
  const names = () => page.locator(".target-list .target-name").allInnerTexts();
  const before = await names();
  await row.click();
  await page.getByRole("list", { name: "Selection" }).getByText("host-2").waitFor();
  expect(await names()).toEqual(before);
  await page.getByRole("button", { name: "Leave out host-2" }).click();
  await page.getByText("0 hosts chosen").waitFor();
});

test("what is typed on a new line after a long one is seen", async () => {
  const page = await here.browser.operator();
  await page.goto("/run");
  const script = page.getByRole("textbox", { name: "Script" });
  await script.click();
  await page.keyboard.type(`echo ${"x".repeat(160)}`);
  expect(await script.evaluate(area => area.scrollLeft)).toBeGreaterThan(0);
  await page.keyboard.press("Enter");
  await page.keyboard.type("abc");
  expect(await script.evaluate(area => area.scrollLeft)).toBe(0);
  const [text, gutter] = await Promise.all([script.boundingBox(), page.locator(".editor-gutter").boundingBox()]);
  expect(text!.x).toBeGreaterThanOrEqual(gutter!.x + gutter!.width);
});

test("nothing of a session is left in the browser when it is over", async () => {
  const page = await here.browser.operator({}, { ownSession: true });
  await page.goto("/run");
  await page.getByRole("textbox", { name: "Script" }).fill("echo secret-script");
  await page.getByRole("button", { name: "Add variable" }).click();
  await page.getByLabel("Name of the variable").fill("PASSWORD");
  await page.getByLabel("Value of the variable").fill("hunter2");
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(await kept()).toContain("secret-script");
  expect(await kept()).not.toContain("hunter2");
  await page.request.delete("/api/v1/sessions/current", { headers: { origin: here.world.address } });
  await page.getByRole("navigation").getByRole("link", { name: "Tasks" }).click();
  await page.getByText("Your session is over").waitFor();
  expect(await kept()).not.toMatch(/secret-script|PASSWORD/);
});

test("a link fills in the run form and runs nothing", async () => {
  const page = await here.browser.operator();
  await page.goto("/run?host=host-2&kind=python&script=print(1)&timeout=5m&env=TOKEN");
  await page.getByText("1 host chosen").waitFor();
  expect(await page.getByRole("textbox", { name: "Script" }).inputValue()).toBe("print(1)");
  expect(await page.getByLabel("Timeout", { exact: true }).inputValue()).toBe("5m");
  expect(await page.getByLabel("Name of the variable").inputValue()).toBe("TOKEN");
  await page.waitForURL(/\/run$/);
});
