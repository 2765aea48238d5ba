import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { freePort } from "../world/freePort.ts";
import { showsText } from "../world/logPage.ts";
import { Program } from "../world/Program.ts";
import { setting } from "../world/setting.ts";

const here = setting();
let server: Program;
let address = "";

beforeAll(async () => {
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  const console = resolve(import.meta.dirname, "../../../Console");
  server = new Program("vite", process.execPath, [resolve(console, "node_modules/vite/bin/vite.js"), console], { OPS_GATEWAY: here.world.address, PORT: String(port) });
  await eventually("the development server answers", async () => (await fetch(address)).status, status => status === 200).catch(error => { throw new Error(`${error}\n${server.output}`); });
});
afterAll(() => server?.stop());

test("npm run dev: pages from the sources, the rest from a gateway, with a log-in and live output", async () => {
  const stranger = await here.browser.stranger();
  const page = await stranger.context().newPage(); // its own origin is another than the gateway's
  await page.goto(address);
  await page.getByLabel("Token", { exact: true }).fill(here.world.token);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("row").filter({ hasText: "host-1" }).waitFor();
  await page.goto(`${address}/run`);
  await page.getByText("1 host chosen").waitFor();
  await page.getByRole("textbox", { name: "Script" }).fill("echo from the sources");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await showsText(page, "from the sources");
  const foreign = await page.request.post(`${address}/api/v1/sessions`, { data: { token: here.world.token }, headers: { origin: "http://elsewhere.example" } });
  expect(foreign.status()).toBe(403); // only what comes from its own pages is passed on as the gateway's
});
