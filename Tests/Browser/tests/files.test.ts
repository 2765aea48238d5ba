import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { setting } from "../world/setting.ts";

const here = setting();
const folder = mkdtempSync(join(tmpdir(), "ops-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

const some = (name: string, size: number): { path: string; bytes: Buffer; id: string } => {
  const bytes = randomBytes(size);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, bytes, id: createHash("sha256").update(bytes).digest("hex") };
};

test("a file is chosen, sent, fetched again and deleted", async () => {
  const page = await here.browser.operator();
  await page.goto("/files");
  await page.getByText("There are no files yet").waitFor();
  const file = some("report.bin", 20_000_000); // in several parts

  await page.getByLabel("Put files").last().setInputFiles(file.path);

  const row = page.getByRole("listitem").filter({ hasText: "report.bin" });
  await row.getByText(file.id.slice(0, 12)).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), row.getByRole("link", { name: "Download report.bin" }).click()]);
  expect(readFileSync(await download.path()).equals(file.bytes)).toBe(true);
  expect(download.suggestedFilename()).toBe("report.bin");
  await row.getByRole("button", { name: "Delete report.bin" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("There are no files yet").waitFor();
});

test("what is dropped on the page is sent, and goes on where a cut left it", async () => {
  const page = await here.browser.operator();
  await page.goto("/files");
  const file = some("dropped.bin", 20_000_000);
  let cut = 0;
  await page.route("**/api/v1/files/uploads/*", async route => {
    if (route.request().method() === "PATCH" && route.request().headers()["upload-offset"] !== "0" && cut++ === 0) await route.abort("connectionreset");
    else await route.continue();
  });
  const dropped = await page.evaluateHandle(({ name, text }) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(text), letter => letter.charCodeAt(0))], name));
    return data;
  }, { name: "dropped.bin", text: file.bytes.toString("base64") });

  await page.locator(".files").dispatchEvent("drop", { dataTransfer: dropped });

  await page.getByRole("listitem").filter({ hasText: "dropped.bin" }).getByText(file.id.slice(0, 12)).waitFor();
  expect(cut).toBeGreaterThan(1);
  const { items } = await here.world.api("GET", "/api/v1/files") as { items: { id: string; sizeBytes: number }[] };
  expect(items.map(each => [each.id, each.sizeBytes])).toContainEqual([file.id, 20_000_000]);
});

test("a file that is refused says why, and is dismissed", async () => {
  const page = await here.browser.operator();
  await page.goto("/files");
  await page.route("**/api/v1/files/uploads", route => route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ code: "quota-reached", title: "The files would be more than is kept.", detail: "Delete some first." }) }));

  await page.getByLabel("Put files").last().setInputFiles(some("large.bin", 10).path);

  await page.getByRole("alert").getByText("The files would be more than is kept. Delete some first.").waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByText("large.bin").waitFor({ state: "detached" });
});
