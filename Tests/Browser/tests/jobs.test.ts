import { expect, test } from "vitest";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 3 });

const submit = (id: string, script: string, more: object = {}) =>
  here.world.api("PUT", `/api/v1/jobs/${id}`, { hosts: ["host-1", "host-2", "host-3"], task: { kind: "shell", script }, ...more });

test("a job is watched, stops at its limit of errors, and is run again where it did not succeed", async () => {
  const page = await here.browser.operator();
  await page.goto("/jobs");
  await page.getByText("There are no jobs yet").waitFor();

  await submit("patch-1", "[ \"$OPS_TASK_ID\" != patch-1--2 ]", { name: "patch", batches: "1", maxErrors: "0" });

  await page.getByRole("link", { name: "patch", exact: true }).click();
  await page.waitForURL(/\/jobs\/patch-1$/);
  await page.getByText("1 of its hosts failed, and 0 may: no other gets its turn.").waitFor();
  const hosts = page.getByRole("region", { name: "Hosts" });
  await hosts.getByRole("button", { name: /Failed 1/ }).click();
  await hosts.getByRole("listitem").filter({ hasText: "host-2" }).waitFor();
  expect(await hosts.getByRole("listitem").count()).toBe(1);

  await page.getByRole("button", { name: "Run again where it did not succeed" }).click();
  await page.getByRole("dialog").getByText("Run again on 2 hosts?").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Run again where it did not succeed" }).click();

  await hosts.getByRole("button", { name: /Succeeded 3/ }).click();
  await hosts.getByRole("link", { name: "patch-1--2-2" }).click();
  await page.waitForURL(/\/tasks\/patch-1--2-2$/);
});

test("a job that waits is resumed, and stopped when its host has confirmed it", async () => {
  const page = await here.browser.operator();
  await submit("roll-1", "if [ \"$OPS_TASK_ID\" = roll-1--1 ]; then exit 0; fi; while :; do sleep 1; done", { batches: "1", pause: "each" });
  await page.goto("/jobs/roll-1");
  await page.getByText("Batch 1 is over, and it waits for a word.").waitFor();

  await page.getByRole("button", { name: "Resume" }).click();
  const hosts = page.getByRole("region", { name: "Hosts" });
  await hosts.getByRole("button", { name: /Under way 1/ }).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();

  await hosts.getByRole("button", { name: /Cancelled 1/ }).waitFor();
  await page.locator(".job-head").getByText("Stopped", { exact: true }).waitFor();
  await page.getByRole("heading", { name: /roll-1/ }).waitFor();
});

test("hosts with which it went alike stand together, also by what they printed", async () => {
  const page = await here.browser.operator();
  await submit("alike-1", "echo begin; case $OPS_TASK_ID in *--2) echo other; exit 4;; *) echo same;; esac");
  await page.goto("/jobs/alike-1");
  const alike = page.getByRole("region", { name: "Alike" });
  await alike.getByRole("listitem").filter({ hasText: "host-1, host-3" }).waitFor();
  expect(await alike.getByRole("listitem").count()).toBe(2);

  await alike.getByRole("button", { name: "Last line" }).click();
  await alike.getByRole("listitem").filter({ hasText: "host-2" }).getByText("other").waitFor();
  await alike.getByRole("button", { name: "All output" }).click();
  await alike.getByRole("listitem").filter({ hasText: "host-1, host-3" }).getByText("begin\nsame").waitFor();

  await alike.getByRole("link", { name: "host-2" }).click();
  await page.waitForURL(/\/tasks\/alike-1--2$/);
});

test("a job that is not there says so", async () => {
  const page = await here.browser.operator();
  await page.goto("/jobs/nobody");
  await page.getByText("There is no such job").waitFor();
});
