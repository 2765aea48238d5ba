import { test } from "vitest";
import { showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 2 });

test("a host that drains gets nothing new, says why, and goes on when resumed", async () => {
  const page = await here.browser.operator();
  await page.goto(`/hosts/${here.host.id}`);
  await page.getByText("Calls itself").waitFor(); // it was enrolled under another name than its machine's
  await page.getByRole("button", { name: "Drain" }).click();
  await page.getByLabel("Reason").fill("new disks until noon");
  await page.getByRole("dialog").getByRole("button", { name: "Drain" }).click();
  await page.getByRole("note").getByText("Reason: new disks until noon").waitFor();
  await page.locator("h1").getByText("Drained", { exact: true }).waitFor(); // nothing runs on it
  await here.world.submit("host-1", "echo after the drain", "held-back");
  const queue = page.getByRole("region", { name: "Running and waiting" });
  await queue.getByText("echo after the drain").waitFor();
  await queue.locator(".why").getByText("(new disks until noon)").waitFor();
  await page.getByRole("region", { name: "Events" }).getByText("Drained", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Resume" }).click();
  await page.getByRole("region", { name: "Past tasks" }).getByText("echo after the drain").waitFor();
});

test("hosts chosen in the fleet are the targets of a run, and it is one job", async () => {
  const page = await here.browser.operator();
  await page.goto("/fleet");
  await page.getByLabel("Choose all shown").check();
  await page.getByRole("button", { name: "Run on these" }).click();
  await page.getByText("2 hosts chosen").waitFor();
  await page.getByRole("textbox", { name: "Script" }).fill("echo on $(hostname)");
  await page.getByRole("button", { name: "Run on 2 hosts" }).click();
  await page.waitForURL(/\/jobs\/\w+$/);
  await page.getByRole("button", { name: /Succeeded 2/ }).waitFor();
  await page.getByRole("region", { name: "Hosts" }).getByRole("link", { name: /--1$/ }).click();
  await showsText(page, "on ");
});

test("a host that goes away is seen to go, without a reload", async () => {
  const page = await here.browser.operator();
  await page.goto("/fleet");
  const row = page.getByRole("row").filter({ hasText: "host-2" });
  await row.getByText("Online").waitFor({ state: "attached" });
  await here.world.hosts[1]!.process.stop("SIGKILL");
  await row.getByText("Offline").waitFor({ state: "attached", timeout: 90_000 });
  await here.world.submit("host-2", "echo later", "waits-for-host");
  await row.getByText("+1").waitFor();
  await page.reload();
  await row.getByText("+1").waitFor();
  await page.goto("/tasks/waits-for-host");
  await page.locator(".task-state").getByText("Waits for host-2, which is away").waitFor();
});
