import { expect, test } from "vitest";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 1 });

test("a schedule shows its next ten times, is paused and resumed, and starts its job now", async () => {
  const page = await here.browser.operator();
  await page.goto("/schedules");
  await page.getByText("There are no schedules yet").waitFor();

  await here.world.api("PUT", "/api/v1/schedules/nightly", {
    name: "nightly backup",
    when: { cron: "30 2 * * *", timeZone: "Europe/Berlin", holidays: ["2999-12-25"] },
    job: { on: "all", task: { kind: "shell", script: "echo saved" } },
  });
  await page.getByRole("link", { name: "nightly backup", exact: true }).click();
  await page.waitForURL(/\/schedules\/nightly$/);

  const next = page.getByRole("region", { name: "Next times" });
  await next.getByText(/^\d{4}-\d\d-\d\d 02:30:00 \+0[12]:00$/).first().waitFor();
  expect(await next.getByRole("listitem").count()).toBe(10);
  await page.getByRole("button", { name: "Pause" }).click();
  await next.getByText("Nothing starts until it is resumed").waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await next.getByRole("listitem").first().waitFor();

  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Run now" }).click();
  await page.waitForURL(/\/jobs\/nightly-\w+$/);
  await page.locator(".job-head").getByText("Succeeded", { exact: true }).first().waitFor();
  await page.goto("/schedules/nightly");
  await page.getByRole("region", { name: "Last times" }).getByRole("link", { name: /^nightly-\w+$/ }).waitFor();
});

test("a schedule that is not there says so", async () => {
  const page = await here.browser.operator();
  await page.goto("/schedules/nobody");
  await page.getByText("There is no such schedule").waitFor();
});
