import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser as Chromium, type BrowserContext, type Cookie, type Page } from "playwright-core";
import type { World } from "./World.ts";

const places = [process.env.OPS_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** OPS_BROWSER_SLOWER=5: pages run as on a machine so many times slower, to find tests and keys that hang on speed. */
const slower = Number(process.env.OPS_BROWSER_SLOWER ?? 1);

export interface Look { dark?: boolean; width?: number; height?: number; language?: string; scale?: number }

/** Debian's Chromium, and pages of the console in it. A page that says an error or breaks its policy fails its test. */
export class Browser {
  readonly #contexts: BrowserContext[] = [];
  readonly faults: string[] = [];
  #cookies: Cookie[] = [];

  private constructor(private readonly chromium: Chromium, private readonly world: World) {}

  static async start(world: World): Promise<Browser> {
    const executablePath = places.find(place => place && existsSync(place));
    if (!executablePath) {
      throw new Error("Chromium is missing: apt-get install chromium");
    }

    return new Browser(await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-precise-memory-info"],
    }), world);
  }

  /** A page of somebody who is not logged in. */
  async stranger({ dark = false, width = 1280, height = 800, language = "en-GB", scale = 1 }: Look = {}): Promise<Page> {
    const context = await this.chromium.newContext({
      viewport: { width, height }, colorScheme: dark ? "dark" : "light", locale: language, timezoneId: "Europe/Berlin", deviceScaleFactor: scale, baseURL: this.world.address,
      permissions: ["clipboard-read", "clipboard-write"], acceptDownloads: true,
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(60_000);
    await usePages(context, this.world);
    const page = this.watch(await context.newPage());
    if (slower > 1) {
      await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
    }

    return page;
  }

  /** A page of somebody who is logged in, by the same cookie as the log-in screen gets. One session serves all pages, unless another is asked for. */
  async operator(look: Look = {}, { ownSession = false } = {}): Promise<Page> {
    const page = await this.stranger(look);
    if (this.#cookies.length > 0 && !ownSession) {
      await page.context().addCookies(this.#cookies);
      return page;
    }

    const answer = await page.request.post("/api/v1/sessions", { data: { token: this.world.token }, headers: { origin: this.world.address } });
    if (!answer.ok()) {
      throw new Error(`Log in: ${answer.status()} ${await answer.text()}`);
    }

    if (!ownSession) {
      this.#cookies = await page.context().cookies();
    }

    return page;
  }

  watch(page: Page): Page {
    page.on("pageerror", error => this.faults.push(`page error: ${error.message}`));
    page.on("console", message => {
      // A status that is not 2xx is written there by the browser itself; the pages show those.
      if (message.type() === "error" && !/Failed to load resource|net::ERR_/.test(message.text())) {
        this.faults.push(`console: ${message.text()}`);
      }
    });
    page.on("request", request => {
      if (!request.url().startsWith(this.world.address) && !/^(data|blob|about):/.test(request.url())) {
        this.faults.push(`asked another origin: ${request.url()}`);
      }
    });
    page.on("dialog", dialog => {
      this.faults.push(`a dialog opened: ${dialog.message()}`);
      void dialog.dismiss();
    });
    return page;
  }

  async closePages(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map(context => context.close()));
  }

  async close(): Promise<void> { await this.chromium.close(); }
}

/** With OPS_PAGES the pages come from that folder (a `vite build`) under the gateway's policy, so that no gateway need be built to look at them. */
async function usePages(context: BrowserContext, world: World): Promise<void> {
  const folder = process.env.OPS_PAGES;
  if (!folder) {
    return;
  }

  const policy = (await fetch(world.address)).headers.get("content-security-policy") ?? "";
  await context.route(url => url.href.startsWith(world.address) && !/^\/(api|readyz|openapi|metrics|dashboard)/.test(url.pathname), async route => {
    const { pathname } = new URL(route.request().url());
    const file = existsSync(folder + pathname) && pathname !== "/" ? folder + pathname : `${folder}/index.html`;
    const types: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml" };
    await route.fulfill({ body: readFileSync(file), headers: { "content-type": types[file.split(".").at(-1)!] ?? "application/octet-stream", "content-security-policy": policy } });
  });
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules that look at colours: in the other colours of a page that was looked at already, only these can find anything new. */
export const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** What axe finds wrong with a page: rule, how grave, where. */
export async function accessibility(page: Page, rules: unknown = everything): Promise<string[]> {
  // By the tool's own channel: the page's policy would refuse a script from elsewhere.
  if (!await page.evaluate(() => "axe" in globalThis)) {
    await page.evaluate(axe);
  }

  return page.evaluate(async runOnly => {
    const found = await (globalThis as unknown as { axe: { run(context: unknown, options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }> } })
      .axe.run(document, { runOnly, resultTypes: ["violations"] });
    return found.violations.map(each => `${each.id} (${each.impact}): ${each.nodes.slice(0, 3).map(node => `${node.html.slice(0, 160)} – ${node.failureSummary.replace(/\s+/g, " ").slice(0, 220)}`).join(" | ")}`);
  }, rules);
}
