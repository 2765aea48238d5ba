import { beforeAll, expect, test } from "vitest";
import { showsText } from "../world/logPage.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 2 });
let done = "";
beforeAll(async () => {
  done = await here.world.submit("host-1", "echo '##[group]One'; echo inside; echo '##[endgroup]'; printf '\\033[31mred\\033[0m \\033[32mgreen\\033[0m \\033[33myellow\\033[0m \\033[90mgrey\\033[0m \\033[38;5;214morange\\033[0m \\033[38;2;250;250;0mbright\\033[0m\\n'; echo wrong >&2; exit 2", "looked-at");
  await here.world.over(done);
});

const screens: [string, () => string, string][] = [
  ["fleet", () => "/fleet", "host-1"], ["host", () => `/hosts/${here.host.id}`, "Past tasks"], ["run", () => "/run", "Targets"], ["tasks", () => "/tasks", "##[group]One"],
  ["task", () => "/tasks/looked-at", "inside"], ["files", () => "/files", "There are no files yet"], ["jobs", () => "/jobs", "There are no jobs yet"], ["workflows", () => "/workflows", "There are no workflows yet"], ["schedules", () => "/schedules", "There are no schedules yet"], ["system", () => "/system", "Redis"], ["access", () => "/access", "this one"], ["no such page", () => "/nothing/here", "no such page"],
];

test("dark and light follow the system, and the reader's choice stands above it", async () => {
  const page = await here.browser.operator({ dark: true });
  await page.goto("/fleet");
  const background = () => page.evaluate(() => getComputedStyle(document.querySelector("main")!).backgroundColor);
  await page.getByRole("button", { name: /Theme/ }).waitFor();
  const dark = await background();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  expect(light).not.toBe(dark);
  await page.getByRole("button", { name: /Theme: as the system/ }).click();
  await page.getByRole("button", { name: /Theme: light/ }).click();
  await page.getByRole("button", { name: /Theme: dark/ }).waitFor();
  expect(await background()).toBe(dark);
  await page.reload();
  await page.getByRole("button", { name: /Theme: dark/ }).waitFor();
  expect(await background()).toBe(dark);
});

test("Chinese is for Chinese browsers and for those who choose it", async () => {
  const page = await here.browser.operator({ language: "zh-CN" });
  await page.goto("/fleet");
  await page.getByRole("heading", { name: /主机/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: /Fleet/ }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: /Fleet/ }).waitFor();
});

test("everything is done by keys: choose hosts, write, run, search, cancel the dialog", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks");
  await page.getByRole("row").filter({ hasText: "looked-at" }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await page.waitForURL(/\/fleet$/);
  await page.getByRole("row").filter({ hasText: "host-2" }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("role=web");
  await page.waitForURL(/q=role/);
  await page.getByRole("row").filter({ hasText: "host-2" }).waitFor({ state: "detached" });
  await page.keyboard.press("Tab");
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await page.getByText("1 host chosen").waitFor();
  await page.keyboard.press("r");
  await page.waitForURL(/\/run$/);
  await page.getByRole("textbox", { name: "Script" }).focus();
  await page.keyboard.type("echo by keys");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/tasks\/\w+$/);
  await showsText(page, "by keys");
  await page.keyboard.press("/");
  await page.keyboard.type("KEYS");
  await page.locator(".matches").getByText("/1").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".log-row.found mark").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("system");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/system$/);
});

test("the key after the one that opens the palette already belongs to it", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks");
  await page.getByRole("row").filter({ hasText: "looked-at" }).waitFor();
  // No frame is drawn between these two: a busy page draws late, and nobody's typing waits for it.
  const focused = await page.evaluate(async () => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true }));
    for (let i = 0; i < 5; i++) {
      await Promise.resolve();
    }
    return document.activeElement!.getAttribute("aria-controls");
  });
  expect(focused).toBe("palette-list");
});

test("the focus can always be seen", async () => {
  const page = await here.browser.operator();
  await page.goto("/tasks");
  await page.getByRole("row").filter({ hasText: "looked-at" }).waitFor();
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement!);
      return { element: document.activeElement!.outerHTML.slice(0, 120), outline: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0 };
    });
    expect(seen.outline, seen.element).toBe(true);
  }
});

test.each(screens)("%s has no sideways scroll on a narrow screen, nor on a wide one", async (_, path, text) => {
  const page = await here.browser.operator({ width: 320, height: 640 });
  await page.goto(path());
  for (const [width, height] of [[320, 640], [390, 780], [1024, 768], [3840, 2160]] as const) {
    await page.setViewportSize({ width, height });
    await page.getByText(text).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  }
});

test("motion is less for those who want less", async () => {
  const page = await here.browser.operator();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/fleet");
  await page.getByRole("button", { name: "Add host" }).click();
  expect(await page.locator(".pulse").evaluate(element => getComputedStyle(element).animationDuration)).toBe("0s");
});
