import type { CDPSession, Page } from "playwright-core";

interface TraceEvent { name: string; ph: string; ts: number; dur?: number; tdur?: number; pid: number; tid: number; args?: { name?: string; data?: { functionName?: string; url?: string; type?: string } } }

/** One task of the page's main thread: its processor time, its time by the clock, and what took most of it. */
export interface PageTask { cpuMs: number; wallMs: number; parts: string }

/** What was drawn: time between frames and tasks over 50 ms as the page saw them, in ms, and every task of its main thread. */
export interface Drawn { frames: number[]; long: number[]; tasks: PageTask[] }

/** Begins to watch the page draw; the answer ends it. */
export async function watchFrames(page: Page): Promise<() => Promise<Drawn>> {
  const trace = await startTrace(page);
  await page.evaluate(() => {
    const drawn = ((globalThis as unknown as { drawn: Omit<Drawn, "tasks"> }).drawn = { frames: [] as number[], long: [] as number[] });
    new PerformanceObserver(list => list.getEntries().forEach(each => drawn.long.push(each.duration))).observe({ type: "longtask" });
    let before = performance.now();
    const next = (now: number) => { drawn.frames.push(now - before); before = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);
  });
  return async () => {
    const tasks = fromTrace(await trace());
    return { ...(await page.evaluate(() => (globalThis as unknown as { drawn: Omit<Drawn, "tasks"> }).drawn)), tasks };
  };
}

const categories = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "v8", "blink.user_timing"];

/** Begins to record what the page's main thread does; the answer ends it. */
async function startTrace(page: Page): Promise<() => Promise<TraceEvent[]>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => { events.push(...(value as unknown as TraceEvent[])); });
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: categories, recordMode: "recordUntilFull", traceBufferSizeInKb: 400_000 } });
  return async () => {
    const complete = new Promise(done => session.once("Tracing.tracingComplete", done));
    await session.send("Tracing.end");
    await complete;
    await session.detach();
    return events;
  };
}

/** The tasks of the busiest renderer's main thread. */
function fromTrace(events: readonly TraceEvent[]): PageTask[] {
  const mains = events.filter(event => event.name === "thread_name" && event.args?.name === "CrRendererMain").map(event => `${event.pid}/${event.tid}`);
  const of = (thread: string) => events.filter(event => event.ph === "X" && `${event.pid}/${event.tid}` === thread).sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const busiest = mains.map(of).sort((a, b) => busy(b) - busy(a))[0] ?? [];
  const tasks: PageTask[] = [];
  for (let at = 0; at < busiest.length;) {
    const task = busiest[at]!;
    const end = task.ts + (task.dur ?? 0);
    const inside: TraceEvent[] = [];
    for (at++; at < busiest.length && busiest[at]!.ts < end; at++) {
      inside.push(busiest[at]!);
    }

    tasks.push({ cpuMs: (task.tdur ?? task.dur ?? 0) / 1_000, wallMs: (task.dur ?? 0) / 1_000, parts: parts(inside) });
  }

  return tasks;
}

const busy = (events: readonly TraceEvent[]): number => events.reduce((sum, event) => sum + (event.name.includes("RunTask") ? event.tdur ?? 0 : 0), 0);

function parts(inside: readonly TraceEvent[]): string {
  const sums = new Map<string, number>();
  for (const event of inside) {
    if (/^(FunctionCall|FireAnimationFrame|UpdateLayoutTree|Layout|PrePaint|Paint|Layerize|Commit|MajorGC|MinorGC|V8\.GC.*|RunMicrotasks|EventDispatch|TimerFire|ParseHTML|v8\.compile|CompositeLayers|HitTest|XHR.*|V8\.\w+)$/.test(event.name)) {
      sums.set(event.name, (sums.get(event.name) ?? 0) + (event.tdur ?? event.dur ?? 0) / 1_000);
    }
  }

  return [...sums].filter(([, ms]) => ms >= 0.5).sort(([, a], [, b]) => b - a).slice(0, 6).map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(", ");
}
