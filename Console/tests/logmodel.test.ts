import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LogRecord, TaskView } from "../src/api/types.ts";
import { LogModel } from "../src/log/LogModel.ts";
import { records } from "./records.ts";

const realFetch = fetch;

/** One log over real sockets: pages, searches, and a stream that a test writes to. */
let server: Server;
let stored: LogRecord[] = [];
let streams: { from: number; answer: ServerResponse }[] = [];
let hold: Promise<void> = Promise.resolve();
let log: LogModel;
let phases: string[] = [];

beforeEach(async () => {
  [stored, streams, phases, hold] = [[], [], [], Promise.resolve()];
  server = createServer(async (request, answer) => {
    const url = new URL(request.url!, "http://console.test");
    const number = (name: string) => Number(url.searchParams.get(name));
    if (url.pathname.endsWith("/follow")) {
      answer.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      streams.push({ from: number("from"), answer });
    } else if (url.pathname.endsWith("/search")) {
      const matches = stored.filter(record => record.text.includes(url.searchParams.get("q")!));
      answer.writeHead(200).end(JSON.stringify({ matches, next: null }));
    } else {
      await hold;
      const stream = url.searchParams.get("stream");
      const some = stored.filter(record => record.seq >= number("from") && record.seq < number("from") + 2); // two at a time, whatever is asked for
      answer.writeHead(200).end(JSON.stringify({
        records: some.filter(record => stream === null || record.stream === stream), nextSeq: Math.min(number("from") + 2, stored.length + 1), complete: true,
      }));
    }
  }).listen(0, "127.0.0.1");
  await new Promise(done => server.once("listening", done));
  const { port } = server.address() as AddressInfo;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => realFetch(`http://127.0.0.1:${port}${path}`, init));
});
afterEach(() => {
  log.close();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

const open = (...texts: string[]): void => {
  stored = records(...texts);
  log = new LogModel("t", stored.length, task => phases.push(task.phase));
};

/** One more record is written, and told to whoever follows. */
const write = (text: string): void => {
  const record = { ...records(text)[0]!, seq: stored.length + 1 };
  stored.push(record);
  tell("log", { records: [record] });
};
const tell = (name: string, data: unknown): void => { streams.at(-1)?.answer.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`); };
const end = (): void => tell("end", { id: "t", phase: "succeeded", terminal: true } as TaskView);
const following = async (): Promise<void> => {
  log.follow();
  await vi.waitFor(() => expect(streams).toHaveLength(1));
};
const shown = (): number[] => Array.from({ length: log.windows.positions.count }, (_, i) => log.windows.positions.seqAt(i));

describe("a log that is followed", () => {
  it("goes on behind its newest record, where the connection breaks too, and ends with its task", async () => {
    open("a\n", "b\n");
    await following();
    expect(streams[0]!.from).toBe(3);
    write("c\n");
    await vi.waitFor(() => expect(log.last).toBe(3));

    streams[0]!.answer.destroy();
    await vi.waitFor(() => expect(streams).toHaveLength(2), 5_000);
    expect(streams[1]!.from).toBe(4);
    tell("log", { records: stored }); // all of it again
    expect(log.isLive).toBe(true);
    end();

    await vi.waitFor(() => expect(log.isLive).toBe(false));
    expect([log.last, phases]).toEqual([3, ["succeeded"]]);
  });
});

describe("a filter", () => {
  it("finds one stream's records in all of the log", async () => {
    open("a\n", "!b\n", "c\n", "!d\n", "!e\n");
    log.filter("stderr");
    expect(log.isFiltering).toBe(true);
    await vi.waitFor(() => expect(log.isFiltering).toBe(false));
    expect(shown()).toEqual([2, 4, 5]);

    log.filter(null);
    expect([shown(), log.stream]).toEqual([[1, 2, 3, 4, 5], null]);
  });

  it("puts what comes live meanwhile behind what it finds", async () => {
    open("a\n", "!b\n", "!c\n");
    await following();
    let goOn = () => {};
    hold = new Promise(done => { goOn = done; });
    log.filter("stderr");
    tell("log", { records: [{ ...records("!d\n")[0]!, seq: 4 }] }); // and the store does not have it yet
    await vi.waitFor(() => expect(log.last).toBe(4));
    expect(shown()).toEqual([]);

    goOn();
    await vi.waitFor(() => expect(shown()).toEqual([2, 3, 4]));
    tell("log", { records: [{ ...records("e\n")[0]!, seq: 5 }, { ...records("!f\n")[0]!, seq: 6 }] });
    await vi.waitFor(() => expect(shown()).toEqual([2, 3, 4, 6]));
  });

  it("that was left changes nothing any more", async () => {
    open("a\n", "!b\n", "c\n");
    let goOn = () => {};
    hold = new Promise(done => { goOn = done; });
    log.filter("stderr");
    log.filter("stdout");
    goOn();

    await vi.waitFor(() => expect(log.isFiltering).toBe(false));
    expect(shown()).toEqual([1, 3]);
  });
});

describe("groups", () => {
  it("of a live task close up to their end; the one that it still writes to does not", async () => {
    open("##[group]one\n", "a\n", "##[endgroup]\n", "##[group]two\n", "b\n");
    await following();

    await log.groups.foldAll();
    expect([log.groups.folds.isClosed(1), log.groups.folds.isClosed(4)]).toEqual([true, false]);

    end();
    await vi.waitFor(() => expect(log.isLive).toBe(false));
    await log.groups.foldAll();
    expect([log.groups.folds.isClosed(1), log.groups.folds.isClosed(4)]).toEqual([true, true]);
    log.groups.reveal(5);
    expect([log.groups.folds.isClosed(1), log.groups.folds.isClosed(4)]).toEqual([true, false]);
    log.groups.unfoldAll();
    expect(log.groups.folds.size).toBe(0);
  });

  it("say how long they took", async () => {
    open("##[group]one\n", "a\n", "##[endgroup]\n");
    stored = stored.map(record => ({ ...record, at: `2026-01-01T00:00:0${record.seq}Z` }));
    log.groups.seen();
    await vi.waitFor(() => expect(log.groups.times).toEqual(new Map([[1, 2_000]])));
  });

  it("that are looked for while the log comes to be shown in another way stay open", async () => {
    open("##[group]one\n", "a\n", "##[endgroup]\n");
    const folding = log.groups.foldAll();
    log.filter("stdout");
    await folding;
    expect([log.groups.folds.size, log.groups.folding]).toEqual([0, false]);
  });
});
