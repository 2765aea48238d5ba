import { isAbort } from "../api/ApiError.ts";
import { follow, type ServerEvent } from "../api/follow.ts";
import { countTasks, followTasksAddress, listTasks } from "../api/tasks.ts";
import type { Counts, TaskQuery, TaskSummary } from "../api/types.ts";
import { atEndOfSession } from "../app/stored.ts";
import { Value } from "../app/Value.ts";

export interface Tasks { items: readonly TaskSummary[]; loaded: boolean; error: Error | null; counts: Counts | null; hasMore: boolean }

const pageSize = 100;
const again = 1_000;

/** What was read last of each filter: it is shown at once when one comes back to it, and while the gateway is away. */
const lastKnown = new Map<string, Pick<Tasks, "items" | "counts">>();
const mostKnown = 20;
atEndOfSession(() => lastKnown.clear());

/** Tasks of a filter, newest first: the pages that were asked for, and changes as they happen. */
export class TaskList {
  readonly value: Value<Tasks>;
  readonly #key: string;
  readonly #stopping = new AbortController();
  #cursor: string | undefined;
  #pages = 1;
  #isReadingMore = false;
  #reading: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly query: TaskQuery) {
    this.#key = JSON.stringify(query);
    const known = lastKnown.get(this.#key);
    this.value = new Value<Tasks>({ items: known?.items ?? [], loaded: known !== undefined, error: null, counts: known?.counts ?? null, hasMore: false });
  }

  /** Begins to read and to follow; the answer ends it. */
  watch = (): (() => void) => {
    const { signal } = this.#stopping;
    void this.#first();
    void this.#count();
    void follow({ hiddenForMs: 5_000, address: () => followTasksAddress(this.query), connected: yes => { if (yes) this.#later(); }, refused: error => this.#show({ error, loaded: true }), on: this.#on }, signal);
    return () => {
      clearTimeout(this.#reading);
      this.#stopping.abort();
    };
  };

  /** Reads the next page. One at a time: the second question would be for the same page. */
  more = async (): Promise<void> => {
    if (this.#isReadingMore || this.#cursor === undefined) {
      return;
    }

    this.#isReadingMore = true;
    await this.#read(this.#cursor, page => {
      this.#pages++;
      const seen = new Set(this.#items.map(item => item.id));
      return [...this.#items, ...page.filter(item => !seen.has(item.id))];
    });
    this.#isReadingMore = false;
  };

  get #items(): readonly TaskSummary[] { return this.value.current.items; }

  #on = ({ name, data }: ServerEvent): void => {
    if (name === "task") {
      const task = JSON.parse(data) as TaskSummary;
      const at = this.#items.findIndex(item => item.id === task.id);
      if (at >= 0) this.#show({ items: this.#items.with(at, task) });
      if (at >= 0 !== this.#isWanted(task)) this.#later(); // it came into the filter, or left it
    } else if (name === "gone") {
      const { id } = JSON.parse(data) as { id: string };
      this.#show({ items: this.#items.filter(item => item.id !== id) });
    } else if (name === "counts") {
      this.#show({ counts: JSON.parse(data) as Counts });
    } else if (name === "reset") {
      this.#later();
    }
  };

  /** The stream tells of a task in whatever phase it is. */
  #isWanted({ phase, terminal }: TaskSummary): boolean {
    return this.query.open !== terminal && (!this.query.phase?.length || this.query.phase.includes(phase));
  }

  /** The first page is read anew; however much happens, once a second. */
  #later(): void {
    this.#reading ??= setTimeout(() => {
      this.#reading = undefined;
      void this.#first();
      if (this.query.phase?.length) void this.#count();
    }, again);
  }

  /** Later pages stay as they were read; what moved out of them is on the first now. */
  #first(): Promise<void> {
    return this.#read(undefined, page => {
      const seen = new Set(page.map(item => item.id));
      return this.#pages === 1 ? page : [...page, ...this.#items.filter(item => !seen.has(item.id))];
    });
  }

  async #read(cursor: string | undefined, join: (page: readonly TaskSummary[]) => readonly TaskSummary[]): Promise<void> {
    try {
      const page = await listTasks(this.query, pageSize, cursor, this.#stopping.signal);
      if (cursor !== undefined || this.#pages === 1) {
        this.#cursor = page.nextCursor;
      }

      this.#show({ items: join(page.items), loaded: true, error: null, hasMore: this.#cursor !== undefined });
    } catch (error) {
      if (!isAbort(error)) {
        this.#show({ error: error as Error, loaded: true });
      }
    }
  }

  /** By phase, whichever phases are chosen: the choice is made by these figures. */
  async #count(): Promise<void> {
    await countTasks({ ...this.query, phase: undefined }, this.#stopping.signal).then(counts => this.#show({ counts }), () => undefined);
  }

  #show(part: Partial<Tasks>): void {
    this.value.set({ ...this.value.current, ...part });
    const { items, counts } = this.value.current;
    lastKnown.delete(this.#key); // the one that is shown is the newest
    lastKnown.set(this.#key, { items: items.slice(0, pageSize), counts });
    if (lastKnown.size > mostKnown) {
      lastKnown.delete(lastKnown.keys().next().value!);
    }
  }
}
