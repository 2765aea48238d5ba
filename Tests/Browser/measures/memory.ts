import { readFileSync, readdirSync } from "node:fs";
import type { Page } from "playwright-core";

export interface RendererMemory { pid: number; rss: number; pss: number }

/** JavaScript heap of a page in MB. */
export async function heap(page: Page, collected = true): Promise<number> {
  const session = await page.context().newCDPSession(page);
  if (collected) {
    await session.send("HeapProfiler.collectGarbage");
  }

  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  return metrics.find(each => each.name === "JSHeapUsedSize")!.value / 2 ** 20;
}

/** Memory of the renderers of a browser that a process started, in MB: all that is theirs or shared (RSS), and with what is shared divided among those who share it (PSS). */
export function renderers(starter: number): RendererMemory[] {
  const parents = new Map<number, number>();
  for (const pid of readdirSync("/proc").filter(name => /^\d+$/.test(name)).map(Number)) {
    const stat = read(pid, "stat");
    if (stat) {
      parents.set(pid, Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    }
  }

  const isOurs = (pid: number): boolean => pid === starter || (pid > 1 && parents.has(pid) && isOurs(parents.get(pid)!));
  return [...parents.keys()].filter(pid => isOurs(pid) && (read(pid, "cmdline") ?? "").includes("--type=renderer")).map(pid => {
    const rollup = read(pid, "smaps_rollup") ?? "";
    const mb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0) / 1024;
    return { pid, rss: mb("Rss"), pss: mb("Pss") };
  });
}

function read(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return null; // gone meanwhile
  }
}
