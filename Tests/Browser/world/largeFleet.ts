import type { Page } from "playwright-core";

/** A fleet that no test machine has, in the place of the gateway's stream of hosts; everything else stays the gateway's. */
export async function largeFleet(page: Page, count: number): Promise<void> {
  const now = new Date().toISOString();
  const host = (i: number) => ({
    id: `id${String(i).padStart(14, "0")}`, name: `host-${String(i).padStart(5, "0")}`, state: i % 17 ? "online" : "offline", labels: { role: i % 3 ? "web" : "db", zone: `eu-${i % 7}` },
    version: "0.1.0", protocol: 1, slots: 5, epoch: 1, enrolledAt: now, connectedAt: now, lastSeenAt: now, running: i % 4, queued: i % 50 ? 0 : 3, draining: false,
    facts: { hostName: `host-${i}`, os: "Debian 12", kernel: "6.1", architecture: "x64", cpus: 8, memoryBytes: 16e9, bootedAt: now, addresses: [`10.0.${i >> 8}.${i & 255}`] },
    load: { cpuPercent: i % 100, memoryUsedBytes: (i % 16) * 1e9, load: [(i % 80) / 10, 1, 1], uptimeSeconds: 1e5, disks: [{ mount: "/", usedBytes: (i % 97) * 1e9, totalBytes: 1e11 }], running: i % 4, waiting: 0, unsentBytes: 0 },
    recent: Array.from({ length: 30 }, (_, at) => ((i * 7 + at * at) % 80) / 10),
  });
  const body = Array.from({ length: count }, (_, i) => `event: agent\ndata: ${JSON.stringify(host(i))}\n\n`).join("") + "event: synced\ndata: {}\n\n";
  await page.route("**/api/v1/agents/follow", route => route.fulfill({ contentType: "text/event-stream", body }));
}
