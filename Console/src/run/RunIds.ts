import type { Draft } from "./DraftShape.ts";
import { newRunId } from "./submission.ts";

/** What runs are called. One that got no answer may have been taken: asked for once more as it was, it is the same run; anything else is another one. */
export class RunIds {
  #unanswered: { id: string; what: string } | undefined;

  constructor(private readonly make: () => string = newRunId) {}

  next(draft: Draft, hosts: readonly string[]): string {
    const what = JSON.stringify([hosts, draft]);
    if (this.#unanswered?.what !== what) {
      this.#unanswered = { id: this.make(), what };
    }

    return this.#unanswered.id;
  }

  /** The gateway has taken it, or refused it. */
  answered(): void { this.#unanswered = undefined; }
}

/** It outlives the page, not a reload: what is compared may hold secrets, and is stored nowhere. */
export const runIds = new RunIds();
