import { expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 1 });

test("a secret is stored, given to a task by its name, changed and deleted, and nobody is shown it", async () => {
  const page = await here.browser.operator();
  await page.goto("/access");
  await page.getByRole("link", { name: "Secrets" }).click();
  await page.getByText("There are no stored secrets yet").waitFor();

  await page.getByRole("button", { name: "New secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Store secret" }).click();
  await dialog.getByText("1 to 64 letters").waitFor();
  await dialog.getByLabel("Name").fill("deploy-key");
  await dialog.getByLabel("Value").fill("hunter22-first");
  await dialog.getByLabel("For which hosts").fill("name=");
  await dialog.getByRole("button", { name: "Store secret" }).click();
  await dialog.getByRole("alert").waitFor(); // what is wrong with it, the gateway says
  await dialog.getByLabel("For which hosts").fill("name=host-1");
  await dialog.getByRole("button", { name: "Store secret" }).click();
  const row = page.getByRole("region", { name: "Secrets" }).getByRole("listitem").filter({ hasText: "deploy-key" });
  await row.getByText("name=host-1").waitFor();

  await page.goto("/run?host=host-1");
  await page.getByText("1 host chosen").waitFor();
  await page.getByRole("textbox", { name: "Script" }).fill("echo \"it is $(wc -c < \"$KEY_FILE\") bytes\"; cat \"$KEY_FILE\"");
  await page.getByRole("button", { name: "Add variable" }).click();
  await page.getByLabel("Name of the variable").fill("KEY_FILE");
  await page.getByLabel("What the value is").selectOption("stored secret");
  await page.getByLabel("Name of the stored secret").fill("deploy-key");
  expect(await page.locator("datalist option").first().getAttribute("value")).toBe("deploy-key");
  await page.getByRole("checkbox", { name: "file", exact: true }).check();
  await page.getByRole("textbox", { name: "Script" }).press("Control+Enter");
  await page.waitForURL(/\/tasks\//);
  await showsText(page, "it is 14 bytes");
  expect(await page.content()).not.toContain("hunter22");
  expect(await here.world.api("GET", `/api/v1/tasks/${page.url().split("/").pop()}/spec`)).toMatchObject({ storedSecrets: { KEY_FILE: "deploy-key" }, secretFiles: ["KEY_FILE"] });

  await page.goto("/secrets");
  await row.getByRole("button", { name: "Edit deploy-key" }).click();
  expect(await dialog.getByLabel("Value").inputValue()).toBe("");
  await dialog.getByLabel("For which hosts").fill("all");
  await dialog.getByRole("button", { name: "Store secret" }).click();
  await row.getByText("all", { exact: true }).waitFor();
  expect(await here.world.api("GET", "/api/v1/secrets/deploy-key")).toMatchObject({ on: "all", version: 1 });

  await row.getByRole("button", { name: "Delete deploy-key" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await page.getByText("There are no stored secrets yet").waitFor();
});

test("a lock says which task has it and who waits, and is taken away", async () => {
  const page = await here.browser.operator();
  const until = here.world.gate();
  await page.goto("/run?host=host-1");
  await page.getByText("1 host chosen").waitFor();
  await page.getByRole("textbox", { name: "Script" }).fill("echo has it; sleep 900");
  await page.getByLabel("Lock", { exact: true }).fill("deploy");
  await page.getByRole("textbox", { name: "Script" }).press("Control+Enter");
  await page.waitForURL(/\/tasks\//);
  const first = page.url().split("/").pop()!;
  await showsText(page, "has it");
  await here.world.submit("host-1", `until ${until.isOpen}; do sleep 0.1; done`, "the-next", { lock: "deploy" });

  await page.goto("/tasks");
  await page.getByRole("link", { name: "Locks" }).click();
  const lock = page.getByRole("region", { name: "Locks" }).getByRole("listitem").filter({ hasText: "deploy" }).first();
  await lock.getByRole("link", { name: first }).waitFor();
  await lock.getByText("1 waiting").click();
  await lock.getByRole("link", { name: "the-next" }).waitFor();

  await lock.getByRole("button", { name: "Take away" }).click();
  await page.getByRole("dialog").getByText(first).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Take away" }).click();
  await lock.getByText("nobody waits").waitFor();
  await lock.getByRole("link", { name: "the-next" }).waitFor();
  expect((await here.world.api<{ phase: string }>("GET", `/api/v1/tasks/${first}`)).phase).toBe("running");
  until.open();
  await eventually("the lock is free", () => page.getByText("No task has a lock").isVisible(), seen => seen);
});
