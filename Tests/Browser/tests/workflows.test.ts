import { expect, test } from "vitest";
import { accessibility } from "../world/Browser.ts";
import { setting } from "../world/setting.ts";

const here = setting();

const job = (name: string, script: string, more: object = {}) => ({ name, job: { hosts: ["host-1"], task: { kind: "shell", script } }, ...more });
const submit = (id: string, steps: object[], more: object = {}) => here.world.api("PUT", `/api/v1/workflows/${id}`, { steps, ...more });

test("two steps with an approval between: the first runs, the page asks, a word is said with a comment, the second runs", async () => {
  const built = here.world.gate();
  const page = await here.browser.operator();
  await page.goto("/workflows");
  await page.getByText("There are no workflows yet").waitFor();

  await submit("release-42", [
    job("build", `until ${built.isOpen}; do sleep 0.1; done`), { name: "sign-off", approval: { message: "Ship 42?", withinSeconds: 86_400 } }, job("ship", "echo \"$PARAM_VERSION\""),
  ], { name: "Release", parameters: { version: {} }, values: { version: "42.1" } });
  const row = page.getByRole("region", { name: "Workflows" }).getByRole("listitem");
  await row.filter({ hasText: "0 of 3 steps over" }).filter({ hasText: "build" }).waitFor();
  expect(await row.getByText("Needs approval").count()).toBe(0);
  built.open();
  await row.filter({ hasText: "1 of 3 steps over" }).filter({ hasText: "Needs approval" }).waitFor();

  await page.getByRole("link", { name: "Release", exact: true }).click();
  await page.waitForURL(/\/workflows\/release-42$/);
  await page.getByText("42.1", { exact: true }).waitFor();
  const steps = page.getByRole("region", { name: "Steps" }).getByRole("listitem");
  await steps.nth(0).getByText("Succeeded").waitFor();
  await steps.nth(0).getByText("1 / 1").waitFor();
  await steps.nth(1).getByText(/^Until /).waitFor();
  await steps.nth(2).getByText("Waiting").waitFor();
  expect(await page.getByRole("button", { name: "Run again where it did not succeed" }).count()).toBe(0);

  const asks = page.getByRole("region", { name: "Needs approval" });
  await asks.getByText("It waits to be approved: Ship 42?").waitFor();
  await asks.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByLabel("Comment").fill("tests are green");
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();

  await asks.waitFor({ state: "detached" });
  await steps.nth(1).getByText(/Approved by .+: tests are green/).waitFor();
  await steps.nth(2).getByText("1 / 1").waitFor();
  await page.locator(".job-head").getByText("Succeeded", { exact: true }).waitFor();
  await page.locator(".job-head").getByText("3 / 3").waitFor();
  expect(await page.getByRole("button", { name: "Stop" }).count()).toBe(0);

  await steps.nth(2).getByRole("link", { name: "ship" }).click();
  await page.waitForURL(/\/jobs\/release-42--ship$/);
  await page.getByRole("link", { name: "release-42", exact: true }).click();
  await page.waitForURL(/\/workflows\/release-42$/);
});

test("a word that is not the reader's to say is refused in the dialog; one that rejects is followed by another round", async () => {
  const page = await here.browser.operator();
  await submit("theirs", [{ name: "ask", approval: { approvers: ["ada"] } }]);
  await page.goto("/workflows/theirs");
  const asks = page.getByRole("region", { name: "Needs approval" });
  await asks.getByText("For ada to decide").waitFor();
  await asks.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("alert").getByText(/is not .+'s to approve/).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await submit("ours", [{ name: "ask", approval: {} }, job("after", "true"), job("clean", "true", { when: "failure" })]);
  await page.goto("/workflows/ours");
  const steps = page.getByRole("region", { name: "Steps" }).getByRole("listitem");
  await asks.getByRole("button", { name: "Reject" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
  await page.getByText("Step 'ask' did not succeed.", { exact: true }).waitFor();
  await steps.nth(0).getByText("Failed").waitFor();
  await steps.nth(1).getByText("Left out, as step 'ask' did not succeed.").waitFor();
  await steps.nth(2).getByText("only after a failure").waitFor();
  await steps.nth(2).getByText("Succeeded").waitFor();

  await page.getByRole("button", { name: "Run again where it did not succeed" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run again where it did not succeed" }).click();
  await asks.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await page.locator(".job-head").getByText("Succeeded", { exact: true }).waitFor();
  await page.locator(".facts div").filter({ hasText: "Round" }).getByText("2", { exact: true }).waitFor();
});

test("a workflow that is stopped cleans up, and stops that too when it is said again", async () => {
  const page = await here.browser.operator();
  await submit("long", [job("work", "while :; do sleep 1; done"), job("clean", "while :; do sleep 1; done", { when: "always" })]);
  await page.goto("/workflows/long");
  const steps = page.getByRole("region", { name: "Steps" }).getByRole("listitem");
  await steps.nth(0).getByText("Running").waitFor();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();

  await steps.nth(0).getByText("Stopped", { exact: true }).waitFor();
  await steps.nth(1).getByText("Running").waitFor();
  await page.getByRole("button", { name: "Stop cleanup too" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop cleanup too" }).click();
  await page.locator(".job-head").getByText("Stopped", { exact: true }).waitFor();
  await page.locator(".job-head").getByText(/^Stopped by /).waitFor();
});

test("on a phone and on a desk, in light and in dark, nothing is cut off and axe finds nothing wrong", async () => {
  await submit("small", [
    job("a-step-of-a-long-name", "true"), job("beside", "exit 3", { needs: [], mayFail: true }), { name: "wait", needs: ["a-step-of-a-long-name", "beside"], waitSeconds: 600 }, { name: "ask", needs: [], approval: { message: "Is the window of maintenance open, and does everybody know of it?", approvers: ["ada", "grace"] } }, job("last", "true"),
  ], { name: "A workflow with a name that is longer than a phone is wide", parameters: { target_of_it: {} }, values: { target_of_it: "https://mirror.example.org/".repeat(4) } });
  for (const [width, language] of [[320, "en-GB"], [390, "zh-CN"], [900, "en-GB"], [1280, "zh-CN"]] as const) {
    const page = await here.browser.operator({ width, height: 780, language });
    for (const path of ["/workflows", "/workflows/small"]) {
      await page.goto(path);
      await page.getByText(language === "zh-CN" ? "需要审批" : "Needs approval").first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${path}, ${width} px`).toBeLessThanOrEqual(0);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        expect(await accessibility(page), `${path}, ${width} px, ${colorScheme}`).toEqual([]);
      }
    }
  }
});

test("a workflow that is not there says so", async () => {
  const page = await here.browser.operator();
  await page.goto("/workflows/nobody");
  await page.getByText("There is no such workflow").waitFor();
});
