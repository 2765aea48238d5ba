import type { Page } from "playwright-core";

const now = new Date().toISOString();
const host = (i: number) => ({
  id: `id${String(i).padStart(14, "0")}`, name: `host-${String(i).padStart(5, "0")}`, state: i % 17 ? "online" : "offline", labels: { role: i % 3 ? "web" : "db", zone: `eu-${i % 7}` },
  version: "0.1.0", protocol: 1, slots: 5, epoch: 1, enrolledAt: now, connectedAt: now, lastSeenAt: now, running: i % 4, queued: i % 50 ? 0 : 3, draining: false,
  facts: { hostName: `host-${i}`, os: "Debian 12", kernel: "6.1", architecture: "x64", cpus: 8, memoryBytes: 16e9, bootedAt: now, addresses: [`10.0.${i >> 8}.${i & 255}`] },
  load: { cpuPercent: i % 100, memoryUsedBytes: (i % 16) * 1e9, load: [(i % 80) / 10, 1, 1], uptimeSeconds: 1e5, disks: [{ mount: "/", usedBytes: (i % 97) * 1e9, totalBytes: 1e11 }], running: i % 4, waiting: 0, unsentBytes: 0 },
  recent: Array.from({ length: 30 }, (_, at) => ((i * 7 + at * at) % 80) / 10),
});
const said = (i: number): string => `event: agent\ndata: ${JSON.stringify(host(i))}\n\n`;

/** For a measure of the page alone: a stream of so many hosts, of which so many a second say something new, without the processor of those who would say it. */
export async function liveFleet(page: Page, count: number, perSecond: number): Promise<void> {
  const step = 50;
  await page.addInitScript(({ hosts, perStep, step }) => {
    const real = fetch;
    const stream = () => {
      const encoder = new TextEncoder();
      let at = 0;
      let timer: ReturnType<typeof setInterval>;
      return new ReadableStream({
        start(to) {
          to.enqueue(encoder.encode(`${hosts.join("")}event: synced\ndata: {}\n\n`));
          timer = setInterval(() => {
            const next = Array.from({ length: perStep }, () => hosts[at++ % hosts.length]!.replace(/"cpuPercent":\d+/, `"cpuPercent":${at % 100}`));
            to.enqueue(encoder.encode(next.join("")));
          }, step);
        },
        cancel() { clearInterval(timer); },
      });
    };
    globalThis.fetch = (input, init) => (String(input).includes("/api/v1/agents/follow")
      ? Promise.resolve(new Response(stream(), { headers: { "content-type": "text/event-stream" } }))
      : real(input, init));
  }, { hosts: Array.from({ length: count }, (_, i) => said(i)), perStep: perSecond * step / 1_000, step });
}
