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

test("what the Run page holds is put on a schedule, whose times are seen before it is stored", async () => {
  const page = await here.browser.operator();
  await page.goto("/run?host=host-1&kind=sh");
  await page.getByRole("button", { name: "Schedule", exact: true }).click();
  await page.getByText("Write a script").waitFor();
  await page.getByRole("textbox", { name: "Script" }).fill("echo swept");
  await page.getByLabel("Name", { exact: true }).fill("sweep");
  await page.getByRole("button", { name: "Schedule", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "New schedule" });
  const times = dialog.getByRole("region", { name: "Next times" });
  await dialog.getByLabel("Cron expression").fill("0 25 * * *");
  await times.getByText(/'when\.cron'/).waitFor();
  await dialog.getByLabel("Cron expression").fill("15 3 * * 1");
  await dialog.getByLabel("Time zone").fill("Asia/Tokyo");
  await times.getByText(/ 03:15:00 \+09:00$/).first().waitFor();
  expect(await times.getByRole("listitem").count()).toBe(5);
  await dialog.getByRole("button", { name: "Store schedule" }).click();
  await dialog.getByText("1 to 32 letters").and(dialog.locator(".error")).waitFor();
  await dialog.getByLabel("Id").fill("nightly"); // that of another
  await dialog.getByRole("button", { name: "Store schedule" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("Id").fill("sweep-1");
  await dialog.getByRole("button", { name: "wait for it" }).click();
  await dialog.getByRole("button", { name: "Store schedule" }).click();
  await page.waitForURL(/\/schedules\/sweep-1$/);
  expect(await here.world.api("GET", "/api/v1/schedules/sweep-1")).toMatchObject({ name: "sweep", when: { cron: "15 3 * * 1", timeZone: "Asia/Tokyo" }, overlap: "queue" });
});

test("a schedule that is not there says so", async () => {
  const page = await here.browser.operator();
  await page.goto("/schedules/nobody");
  await page.getByText("There is no such schedule").waitFor();
});
