import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import type { Page } from "playwright-core";
import { Browser, type Look } from "../world/Browser.ts";
import { eventually } from "../world/eventually.ts";
import { showsText } from "../world/logPage.ts";
import { World } from "../world/World.ts";
import { deploy, nightly, report, rollout } from "./scripts.ts";

const target = process.env.OPS_SCREENS ?? resolve(import.meta.dirname, "../../../docs/images");
const only = process.env.OPS_SCREEN;
const looks: Record<string, Look> = { light: {}, dark: { dark: true }, narrow: { width: 390, height: 780, scale: 1.5 } };
/** The hosts' clocks are in the reader's zone. */
const zone = { TZ: "CET-1" };
const size: Look = { width: 1280, height: 800 };

let world: World;
let empty: World;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(target, { recursive: true });
  world = await World.start();
  for (const [name, labels] of Object.entries({
    "web-1": { role: "web", zone: "eu-1" }, "web-2": { role: "web", zone: "eu-2" }, "db-1": { role: "db", zone: "eu-1" }, "build-1": { role: "build" }, "cache-1": { role: "cache", zone: "eu-1" }, "web-3": { role: "web", zone: "us-1" }, "db-2": { role: "db", zone: "eu-2" },
    "edge-9": { role: "edge", zone: "ap-3" },
  })) {
    await world.startHost(name, labels as Record<string, string>);
  }

  for (const [id, host, script, more] of [
    ["backup-2026-11-19", "db-1", nightly, { name: "Nightly backup", labels: { team: "data", kind: "backup" } }],
    ["deploy-web-41", "web-1", deploy, { name: "Deploy web 41", labels: { team: "shop", release: "41" }, env: { ...zone, HOST: "web-1" } }],
    ["migrate-7", "db-1", "echo 'no such column: orders.total' >&2; exit 3", { name: "Migrate orders", labels: { team: "data" } }],
    ["disk-report", "build-1", report, { name: "Disk report", kind: "python", labels: { team: "ops" } }],
    ["patch-kernel", "web-2", "sleep 1; echo done", { name: "Patch kernel" }],
    ["too-slow", "build-1", "sleep 60", { name: "Rebuild the index", timeoutSeconds: 1 }],
  ] as const) {
    await world.submit(host, script, id, more);
  }

  for (const id of ["backup-2026-11-19", "deploy-web-41", "migrate-7", "disk-report", "patch-kernel", "too-slow"]) {
    await world.over(id, 120);
  }

  await world.stopHost(world.hosts.at(-1)!);
  await world.submit("edge-9", "uptime", "collect-facts", { name: "Collect facts", labels: { team: "ops" } });
  await world.submit("web-1", "for i in $(seq 1 9999); do printf '\\033[2m%s\\033[0m GET /cart/%s \\033[32m200\\033[0m %s ms\\n' \"$(date +%T)\" $i $((i * 7 % 90)); sleep 0.2; done", "follow-access-log", { name: "Follow the access log", labels: { team: "shop" }, env: zone });
  browser = await Browser.start(world);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
  await empty?.close();
});

async function shoot(name: string, path: string, ready: (page: Page) => Promise<unknown>, then?: (page: Page) => Promise<unknown>): Promise<void> {
  if (only && !name.startsWith(only)) {
    return;
  }

  for (const [look, how] of Object.entries(looks)) {
    const page = await browser.operator({ ...size, ...how });
    await page.goto(path);
    await ready(page);
    await then?.(page);
    await tidy(page);
    await settled(page);
    await page.screenshot({ path: `${target}/${name}-${look}.png` });
    await browser.closePages();
  }
}

/** From the top, with nothing under the pointer. */
async function tidy(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await page.evaluate(() => {
    if (!document.activeElement?.closest(".log-search, dialog")) {
      (document.activeElement as HTMLElement | null)?.blur();
    }

    [document.scrollingElement!, ...document.querySelectorAll("main, .editor")].forEach(each => each.scrollTo(0, 0));
  });
}

/** Two frames after the last answer, so that nothing half drawn is taken. */
const settled = (page: Page) => page.evaluate(() => new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 700)));
const text = (what: string) => (page: Page) => page.getByText(what).first().waitFor();

test("run", () => shoot("run", "/run", text("web-1"), async page => {
  await page.getByRole("textbox", { name: "Script" }).fill(rollout);
  await page.locator(".target-list label").filter({ hasText: "web-1" }).click();
  await page.locator(".target-list label").filter({ hasText: "web-2" }).click();
  await page.getByRole("button", { name: "Add variable" }).click();
  await page.getByLabel("Name of the variable").fill("RELEASE");
  await page.getByLabel("Value of the variable").fill("42");
}));

test("new schedule", () => shoot("new-schedule", `/run?host=web-1&script=${encodeURIComponent("backup.sh /srv/shop")}`, text("1 host chosen"), async page => {
  await page.getByRole("button", { name: "Schedule", exact: true }).click();
  await page.getByLabel("Id").fill("nightly-backup");
  await page.getByRole("region", { name: "Next times" }).getByRole("listitem").nth(4).waitFor();
}));

test("tasks", () => shoot("tasks", "/tasks", text("Deploy web 41")));

test("task", () => shoot("task", "/tasks/deploy-web-41", page => showsText(page, "Resolve packages")));

test("task, live", () => shoot("task-live", "/tasks/follow-access-log", page => showsText(page, "GET /cart"), async page => {
  if ((page.viewportSize()?.width ?? 0) > 700) {
    await page.getByRole("button", { name: "Timestamps: off" }).click();
  }
}));

test("task, searched", () => shoot("task-search", "/tasks/backup-2026-11-19", page => showsText(page, "Dump"), async page => {
  await page.getByLabel("Search output").fill("orders");
  await page.locator(".matches").getByText("/").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".log-row.found").waitFor();
}));

test("cancel", () => shoot("cancel", "/tasks/follow-access-log", page => showsText(page, "GET /cart"), async page => {
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("dialog").waitFor();
}));

const over = (id: string, phase: string) => eventually(`job ${id} is ${phase}`, () => world.api<{ phase: string }>("GET", `/api/v1/jobs/${id}`), job => job.phase === phase, 60);

test("jobs", async () => {
  const hosts = ["web-1", "web-2", "web-3", "db-1", "db-2", "build-1", "cache-1"];
  await world.api("PUT", "/api/v1/jobs/rotate-logs", { name: "Rotate logs", hosts, task: { kind: "shell", script: "logrotate --version >/dev/null 2>&1; true" } });
  await over("rotate-logs", "succeeded");
  await world.api("PUT", "/api/v1/jobs/patch-openssl-42", {
    name: "Patch openssl", hosts, batches: "1,3", pause: "onFailure", maxErrors: "50%",
    task: { kind: "shell", script: "if [ \"$OPS_TASK_ID\" = patch-openssl-42--3 ]; then echo 'dpkg was interrupted' >&2; exit 100; fi" },
  });
  await over("patch-openssl-42", "paused");
  await shoot("jobs", "/jobs", text("Patch openssl"));
  await shoot("job", "/jobs/patch-openssl-42", text("Batch 2 is over"));
});

test("workflows", async () => {
  const job = (name: string, hosts: string[], script: string, more: object = {}) => ({ name, job: { hosts, task: { kind: "shell", script } }, ...more });
  const web = ["web-1", "web-2", "web-3"];
  await world.api("PUT", "/api/v1/workflows/rotate-keys-7", {
    name: "Rotate keys", steps: [job("issue", ["build-1"], "true"), job("install", [...web, "db-1"], "[ \"$OPS_TASK_ID\" != rotate-keys-7--install--4 ]"), job("reload", web, "true"), job("report", ["build-1"], "true", { when: "always" })],
  });
  await world.api("PUT", "/api/v1/workflows/release-42", {
    name: "Release", parameters: { version: { pattern: "[0-9.]+" }, channel: { choices: ["stable", "canary"], default: "canary" } }, values: { version: "42.1" },
    steps: [
      job("build", ["build-1"], "true"), job("backup", ["db-1", "db-2"], "true", { needs: [] }), job("lint", ["build-1"], "exit 1", { needs: ["build"], mayFail: true }),
      { name: "sign-off", needs: ["build", "backup"], approval: { message: "Ship 42.1 to the shop?", withinSeconds: 86_400 } },
      job("canary", ["web-1"], "true"), { name: "soak", waitSeconds: 600 }, job("ship", ["web-2", "web-3"], "true"), job("roll-back", web, "true", { when: "failure" }),
    ],
  });
  await eventually("the workflows stand as they are shown", () => world.api<{ items: { id: string; phase: string; stepsOver: number }[] }>("GET", "/api/v1/workflows"),
    ({ items }) => items.some(each => each.id === "release-42" && each.stepsOver === 3) && items.some(each => each.id === "rotate-keys-7" && each.phase === "failed"), 60);
  await shoot("workflows", "/workflows", text("Rotate keys"));
  await shoot("workflow", "/workflows/release-42", text("It waits to be approved"));
});

test("schedules", async () => {
  const job = { on: "name in (web-1,web-2,web-3)", batches: "1,50%", maxErrors: "5%", task: { kind: "shell", script: "logrotate --version >/dev/null 2>&1; true" } };
  await world.api("PUT", "/api/v1/schedules/nightly-backup", { name: "Nightly backup", when: { cron: "30 2 * * 1-5", timeZone: "Europe/Berlin", holidays: ["2026-12-25", "2027-01-01"], jitterSeconds: 300 }, missed: "all", overlap: "queue", job });
  await world.api("PUT", "/api/v1/schedules/facts", { name: "Collect facts", when: { everySeconds: 21_600 }, job });
  await world.api("PUT", "/api/v1/schedules/move", { name: "Move to the new store", when: { at: "2999-12-24T18:00:00+01:00" }, job });
  await world.api("POST", "/api/v1/schedules/facts/pause");
  await world.api("POST", "/api/v1/schedules/nightly-backup/run", { jobId: "nightly-by-hand" });
  await over("nightly-by-hand", "succeeded");
  await shoot("schedules", "/schedules", text("Nightly backup"));
  await shoot("schedule", "/schedules/nightly-backup", text("Next times"));
});

test("system", () => shoot("system", "/system", text("Redis")));

test("access", () => shoot("access", "/access", text("this one")));

/** Lines and charts of load need a few heartbeats to be lines. */
const measured = () => eventually("every host has told its load a few times", () => world.api<{ items: { state: string; recent?: number[] }[] }>("GET", "/api/v1/agents"),
  ({ items }) => items.every(host => host.state !== "online" || (host.recent?.length ?? 0) > 3), 90);

test("fleet", async () => {
  await measured();
  await shoot("fleet", "/fleet", text("edge-9"), async page => {
    for (const name of ["web-1", "web-2"]) {
      await page.getByLabel(`Choose ${name}`).check();
    }
  });
});

test("palette", () => shoot("palette", "/fleet", text("web-1"), async page => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("we");
}));

test("shortcuts", () => shoot("shortcuts", "/fleet", text("web-1"), async page => {
  await page.keyboard.press("?");
}));

test("host", async () => {
  const { id } = world.hosts[2]!;
  await eventually("the charts have a few minutes", () => world.api<{ points: object[] }>("GET", `/api/v1/agents/${id}/history?points=300`), ({ points }) => points.length > 6, 200);
  await shoot("host", `/hosts/${id}`, text("Migrate orders"));
});

test("log in", async () => {
  if (only && !only.startsWith("login")) {
    return;
  }

  for (const [look, how] of Object.entries(looks)) {
    const page = await browser.stranger({ ...size, ...how });
    await page.goto("/");
    await text("Where is my token?")(page);
    await settled(page);
    await page.screenshot({ path: `${target}/login-${look}.png` });
  }

  await browser.closePages();
});

test("Chinese", async () => {
  if (only && !only.startsWith("chinese")) {
    return;
  }

  const page = await browser.operator({ ...size, language: "zh-CN" });
  await page.goto("/tasks/deploy-web-41");
  await showsText(page, "Resolve packages");
  await settled(page);
  await page.screenshot({ path: `${target}/chinese-light.png` });
  await browser.closePages();
});

test("first start", async () => {
  if (only && !only.startsWith("first")) {
    return;
  }

  empty = await World.start();
  const fresh = await Browser.start(empty);
  for (const [look, how] of Object.entries(looks)) {
    const page = await fresh.operator({ ...size, ...how });
    await page.goto("/");
    await page.locator(".enrol code").waitFor();
    await settled(page);
    await page.screenshot({ path: `${target}/first-start-${look}.png` });
  }

  await fresh.close();
});
