import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../api/ApiError.ts";
import { follow } from "../api/follow.ts";
import { pause } from "../api/pause.ts";
import { countTasks, followTasksAddress, listTasks } from "../api/tasks.ts";
import { atEndOfSession } from "../app/stored.ts";
import type { Counts, TaskQuery, TaskSummary } from "../api/types.ts";

const pageSize = 100;

/** What was read last of each filter: it is shown at once when one comes back to it, and while the gateway is away. */
const lastKnown = new Map<string, { items: readonly TaskSummary[]; counts: Counts | null }>();
const mostKnown = 20;
atEndOfSession(() => lastKnown.clear());

export interface Tasks { items: readonly TaskSummary[]; loaded: boolean; error: Error | null; counts: Counts | null; more: (() => void) | undefined; fresh: number }

/** Tasks of a filter, newest first: the pages that were asked for, and changes as they happen, or every other second. */
export function useTasks(query: TaskQuery, isLive = true): Tasks {
  const key = JSON.stringify(query);
  const [state, setState] = useState<Omit<Tasks, "more">>({ items: [], loaded: false, error: null, counts: null, fresh: 0 });
  const cursor = useRef<string | undefined>(undefined);
  const reading = useRef(false);
  const [hasMore, setHasMore] = useState(false);

  useEffect(() => {
    const stopping = new AbortController();
    const { signal } = stopping;
    const known = lastKnown.get(key);
    let items: readonly TaskSummary[] = known?.items ?? [];
    let pages = 1;
    let dirty = false;
    const show = (part: Partial<Tasks>) => {
      setState(before => ({ ...before, ...part }));
      const counts = part.counts ?? lastKnown.get(key)?.counts ?? null;
      lastKnown.delete(key); // the one that is shown is the newest
      lastKnown.set(key, { items: items.slice(0, pageSize), counts });
      if (lastKnown.size > mostKnown) {
        lastKnown.delete(lastKnown.keys().next().value!);
      }
    };
    const first = async () => {
      try {
        const page = await listTasks(query, pageSize, undefined, signal);
        const seen = new Set(page.items.map(item => item.id));
        // Later pages stay as they were read; what moved out of them is on the first now.
        items = pages === 1 ? page.items : [...page.items, ...items.filter(item => !seen.has(item.id))];
        if (pages === 1) {
          cursor.current = page.nextCursor;
          setHasMore(page.nextCursor !== undefined);
        }

        show({ items, loaded: true, error: null });
      } catch (error) {
        if (!isAbort(error)) {
          show({ error: error as Error, loaded: true });
        }
      }
    };
    next.current = async () => {
      if (reading.current || !cursor.current) {
        return;
      }

      reading.current = true;
      try {
        const page = await listTasks(query, pageSize, cursor.current, signal);
        pages++;
        cursor.current = page.nextCursor;
        setHasMore(page.nextCursor !== undefined);
        const seen = new Set(items.map(item => item.id));
        items = [...items, ...page.items.filter(item => !seen.has(item.id))];
        show({ items });
      } catch (error) {
        if (!isAbort(error)) {
          show({ error: error as Error });
        }
      } finally {
        reading.current = false;
      }
    };
    const count = () => countTasks({ ...query, phase: undefined }, signal).then(counts => show({ counts }), () => undefined);

    setState({ items, loaded: known !== undefined, error: null, counts: known?.counts ?? null, fresh: 0 });
    void first();
    void count();
    let live = isLive;
    if (isLive) void follow({
      hiddenForMs: 5_000,
      address: () => followTasksAddress(query),
      connected: yes => { if (yes) dirty = true; },
      refused: () => { live = false; },
      on: event => {
        if (event.name === "task") {
          const task = JSON.parse(event.data) as TaskSummary;
          const at = items.findIndex(item => item.id === task.id);
          if (at >= 0) {
            items = items.with(at, task);
            show({ items });
          } else {
            dirty = true; // new, or come into the filter: the first page is read anew
          }
        } else if (event.name === "gone") {
          const { id } = JSON.parse(event.data) as { id: string };
          items = items.filter(item => item.id !== id);
          show({ items });
        } else if (event.name === "reset") {
          dirty = true;
        } else if (event.name === "counts") {
          show({ counts: JSON.parse(event.data) as Counts });
        }
      },
    }, signal);
    void (async () => {
      for (let turn = 1; !signal.aborted; turn++) {
        await pause(1_000, signal);
        if (!signal.aborted && !document.hidden && (dirty || (!live && turn % 2 === 0))) {
          dirty = false;
          await first();
          if (!live || query.phase?.length) void count();
        }
      }
    })();
    return () => stopping.abort();
  }, [key]);

  const next = useRef<() => Promise<void>>(async () => undefined);
  return { ...state, more: hasMore ? () => void next.current() : undefined };
}
