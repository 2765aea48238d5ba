/** Says bytes that stand at a place among all that are ever typed, and hears how many were typed so far. */
export type Say = (at: number, data: Uint8Array) => Promise<number>;

/** Whether the same may be said again after this error, or nothing can be typed any more. */
export type Again = (error: unknown) => boolean;

const most = 16 * 1024;
const shortest = 20;
const longest = 1_000;

/** Brings what is typed to a task, in its order and each byte once: what is not confirmed is said again at the same place. What is typed meanwhile goes along with the next piece. */
export class Typing {
  #pending = new Uint8Array(0);
  #at: number;
  #busy = false;
  #over = false;

  constructor(at: number, private readonly say: Say, private readonly again: Again, private readonly pause: (ms: number) => Promise<void>, private readonly ended: (error: unknown) => void) {
    this.#at = at;
  }

  add(keys: Uint8Array): void {
    const more = new Uint8Array(this.#pending.length + keys.length);
    more.set(this.#pending);
    more.set(keys, this.#pending.length);
    this.#pending = more;
    void this.#run();
  }

  /** Nothing is said any more. */
  close(): void { this.#over = true; }

  async #run(): Promise<void> {
    if (this.#busy) {
      return;
    }

    this.#busy = true;
    for (let rest = shortest; this.#pending.length > 0 && !this.#over;) {
      const keys = this.#pending.slice(0, most);
      let taken = 0;
      try {
        const typed = await this.say(this.#at, keys);
        taken = Math.min(keys.length, Math.max(0, typed - this.#at));
        this.#at = Math.max(this.#at, typed);
        this.#pending = this.#pending.slice(taken);
      } catch (error) {
        if (!this.#over && !this.again(error)) {
          this.#over = true;
          this.ended(error);
        }
      }

      if (taken > 0) {
        rest = shortest;
      } else if (!this.#over) {
        await this.pause(rest); // nothing there reads just now, or nobody answers
        rest = Math.min(longest, rest * 2);
      }
    }

    this.#busy = false;
  }
}
