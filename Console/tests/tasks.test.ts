import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TaskSummary } from "../src/api/types.ts";
import { TaskList } from "../src/tasks/TaskList.ts";

const task = (id: string, more: Partial<TaskSummary> = {}): TaskSummary => ({
  id, agent: { id: "h", name: "web-1" }, kind: "bash", phase: "queued", attempt: 1, submittedAt: "2026-01-01T00:00:00Z", labels: {}, terminal: false, ...more,
});
const realFetch = fetch;

/** Pages and a stream of tasks over real sockets. */
let server: Server;
let stored: TaskSummary[] = [];
let asked: URL[] = [];
let streams: ServerResponse[] = [];
let list: TaskList;
let end: () => void;

beforeEach(async () => {
  [stored, asked, streams] = [[], [], []];
  server = createServer((request, answer) => {
    const url = new URL(request.url!, "http://console.test");
    asked.push(url);
    if (url.pathname.endsWith("/follow")) {
      answer.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      streams.push(answer);
    } else if (url.pathname.endsWith("/counts")) {
      answer.writeHead(200).end(JSON.stringify({ queued: stored.length, complete: true, openComplete: true }));
    } else {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      const to = from + Number(url.searchParams.get("limit"));
      answer.writeHead(200).end(JSON.stringify({ items: stored.slice(from, to), ...(to < stored.length ? { nextCursor: String(to) } : {}) }));
    }
  }).listen(0, "127.0.0.1");
  await new Promise(done => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => realFetch(`http://127.0.0.1:${port}${path}`, init));
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

const watch = (filter: ConstructorParameters<typeof TaskList>[0]): void => {
  list = new TaskList(filter);
  end = list.watch();
};
const say = (name: string, data: object): void => { streams.at(-1)!.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`); };
const ids = (): string[] => list.value.current.items.map(item => item.id);
const pagesRead = (): number => asked.filter(url => url.pathname === "/api/v1/tasks").length;
const shows = (expected: string[]) => vi.waitFor(() => expect(ids()).toEqual(expected), 5_000);

describe("a list of tasks", () => {
  it("has the first page and the counts, and pages as they are asked for, each task once", async () => {
    stored = Array.from({ length: 250 }, (_, i) => task(`t${i}`));
    watch({ label: "pages" });
    await vi.waitFor(() => expect([ids().length, list.value.current.hasMore, list.value.current.counts?.queued]).toEqual([100, true, 250]));
    stored.unshift(task("new")); // moves every page by one
    await Promise.all([list.more(), list.more()]);
    expect(ids().length).toBe(199);
    await list.more();
    expect([new Set(ids()).size, list.value.current.hasMore]).toEqual([ids().length, false]);
  });

  it("changes in place what is known, and drops what is gone, without reading anew", async () => {
    stored = [task("a"), task("b")];
    watch({ label: "changes" });
    await shows(["a", "b"]);
    await vi.waitFor(() => expect(pagesRead()).toBe(2), 5_000); // the second when the stream stood
    say("task", task("b", { phase: "succeeded", terminal: true }));
    say("gone", { id: "a" });
    say("counts", { queued: 0, succeeded: 1 });
    await shows(["b"]);
    await vi.waitFor(() => expect([list.value.current.items[0]!.phase, list.value.current.counts?.succeeded]).toEqual(["succeeded", 1]));
    expect(pagesRead()).toBe(2);
  });

  it("reads the first page once for much that is new, and asks for nothing while nothing happens", async () => {
    watch({ label: "fresh" });
    await vi.waitFor(() => expect(pagesRead()).toBe(2), 5_000);
    stored = [task("c"), task("d")];
    say("task", task("d"));
    say("task", task("c"));
    await shows(["c", "d"]);
    expect(pagesRead()).toBe(3);
  });

  it("of what is not over lets go of what is, and the other way round takes nothing before", async () => {
    stored = [task("runs")];
    watch({ open: true });
    await vi.waitFor(() => expect(pagesRead()).toBe(2), 5_000);
    stored = [];
    say("task", task("runs", { phase: "succeeded", terminal: true }));
    await shows([]);
    end();
    watch({ open: false });
    await vi.waitFor(() => expect(pagesRead()).toBe(5), 5_000);
    say("task", task("runs"));
    say("counts", { running: 7 });
    await vi.waitFor(() => expect(list.value.current.counts?.running).toBe(7));
    stored = [task("runs", { terminal: true })];
    say("task", stored[0]!);
    await shows(["runs"]);
    expect(pagesRead()).toBe(6);
  });

  it("goes on after the connection broke, and shows what came meanwhile", async () => {
    stored = [task("before")];
    watch({ label: "broken" });
    await shows(["before"]);
    await vi.waitFor(() => expect(streams.length).toBe(1));
    stored = [task("meanwhile"), task("before")];
    streams[0]!.destroy();
    await shows(["meanwhile", "before"]);
    expect(streams.length).toBe(2);
  });

  it("is shown at once when one comes back to its filter", async () => {
    stored = [task("kept")];
    watch({ label: "kept" });
    await shows(["kept"]);
    end();
    expect(new TaskList({ label: "kept" }).value.current).toMatchObject({ loaded: true, items: [{ id: "kept" }] });
    expect(new TaskList({ label: "another" }).value.current.loaded).toBe(false);
  });
});
