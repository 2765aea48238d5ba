import { follow } from "../api/follow.ts";
import { followLogAddress } from "../api/logs.ts";
import type { LogRecord, TaskView } from "../api/types.ts";

export interface Followed {
  /** Number of the newest record that is here. */
  last: () => number;
  took: (records: LogRecord[]) => void;
  phase: (task: TaskView) => void;
  connected: (yes: boolean) => void;
  /** The task is over, and its log whole. */
  ended: () => void;
}

/** Takes a task's log and its phases while it lives. */
export class LogFollowing {
  readonly #over = new AbortController();
  #began = false;

  constructor(private readonly task: string, private readonly followed: Followed, private readonly closing: AbortSignal) {}

  /** Whether more may come. */
  get isLive(): boolean { return this.#began && !this.#over.signal.aborted; }

  /** Follows until the task is over and its log whole. Each connection goes on after the newest record that is here. */
  begin(): void {
    this.#began = true;
    void follow({
      hiddenForMs: 60_000,
      address: () => followLogAddress(this.task, this.followed.last() + 1),
      connected: this.followed.connected,
      on: ({ name, data }) => {
        if (name === "log") {
          this.followed.took((JSON.parse(data) as { records: LogRecord[] }).records);
        } else if (name === "phase" || name === "end") {
          this.followed.phase(JSON.parse(data) as TaskView);
          if (name === "end") {
            this.#over.abort();
            this.followed.ended();
          }
        }
      },
    }, AbortSignal.any([this.closing, this.#over.signal]));
  }
}
