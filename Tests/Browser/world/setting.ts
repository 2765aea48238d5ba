import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { Browser } from "./Browser.ts";
import { World, type Host } from "./World.ts";

export interface Setting { world: World; browser: Browser; host: Host }

/** A world with one host and a browser for the tests of a file; after each test no page may have complained. */
export function setting({ hosts = 1, silos = 0 } = {}): Setting {
  const here = {} as Setting;
  beforeAll(async () => {
    here.world = await World.start({ silos });
    for (let i = 1; i <= hosts; i++) {
      const host = await here.world.startHost(`host-${i}`, { role: i % 2 ? "web" : "db" });
      here.host ??= host;
    }

    here.browser = await Browser.start(here.world);
  });
  afterEach(async () => {
    const faults = here.browser.faults.splice(0);
    await here.browser.closePages();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await here.browser?.close();
    await here.world?.close();
  });
  return here;
}
