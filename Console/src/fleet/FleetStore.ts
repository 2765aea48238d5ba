import { followAgentsAddress } from "../api/agents.ts";
import { follow } from "../api/follow.ts";
import type { AgentView } from "../api/types.ts";
import { Value } from "../app/Value.ts";

export interface Fleet { hosts: readonly AgentView[]; loaded: boolean; error: Error | null; connected: boolean }

const few = 300;

const byName = (a: AgentView, b: AgentView): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1);

/** Every host, live. One store for the page; it reads while somebody looks. */
class FleetStore {
  readonly value = new Value<Fleet>({ hosts: [], loaded: false, error: null, connected: true });
  #hosts = new Map<string, AgentView>();
  #removed = new Set<string>();
  #watchers = 0;
  #stopping: AbortController | null = null;
  #order: string[] | null = null;
  #drawing: ReturnType<typeof setTimeout> | undefined;

  /** Begins to watch; the answer ends it. */
  watch = (): (() => void) => {
    if (this.#watchers++ === 0) {
      this.#stopping = new AbortController();
      void this.#follow(this.#stopping.signal);
    }

    return () => {
      if (--this.#watchers === 0) {
        this.#stopping?.abort();
      }
    };
  };

  put(host: AgentView): void {
    const before = this.#hosts.get(host.id);
    this.#hosts.set(host.id, host);
    if (before?.name !== host.name) {
      this.#order = null;
    }

    this.#draw();
  }

  /** It was removed here: it leaves at once, and does not come back with a list that was being read meanwhile. */
  remove(id: string): void {
    this.#removed.add(id);
    this.#order = null;
    this.#set({});
  }

  #forget(id: string): void {
    this.#hosts.delete(id);
    this.#order = null;
    this.#draw();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    let first: Map<string, AgentView> | null = null;
    await follow({
      hiddenForMs: 5_000,
      address: () => { first = new Map(); return followAgentsAddress; },
      connected: connected => this.#set({ connected }),
      refused: error => this.#set({ error }),
      on: event => {
        if (event.name === "agent") {
          const host = JSON.parse(event.data) as AgentView;
          if (first) first.set(host.id, host); else this.put(host);
        } else if (event.name === "synced") {
          this.#hosts = first ?? this.#hosts; // who is not among them is gone
          this.#order = null;
          first = null;
          this.#set({ loaded: true, error: null });
        } else if (event.name === "reset") {
          first = new Map(); // a whole round follows
        } else if (event.name === "gone") {
          this.#forget((JSON.parse(event.data) as { id: string }).id);
        }
      },
    }, signal);
  }

  /** Thousands of hosts say something every second; nobody reads figures that fast. */
  #draw(): void {
    this.#drawing ||= setTimeout(() => this.#set({}), this.#hosts.size > few ? 500 : 16);
  }

  #set(change: Partial<Fleet>): void {
    clearTimeout(this.#drawing);
    this.#drawing = undefined;
    this.#order ??= [...this.#hosts.values()].filter(host => !this.#removed.has(host.id)).sort(byName).map(host => host.id);
    const hosts = this.#order.map(id => this.#hosts.get(id)!);
    this.value.set({ ...this.value.current, hosts, ...change });
  }
}

export const fleet = new FleetStore();
