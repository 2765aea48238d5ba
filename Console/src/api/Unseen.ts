/** Tells when the page has been hidden for some time. */
export class Unseen {
  readonly #hidden = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly milliseconds: number) {
    document.addEventListener("visibilitychange", this.#look);
    this.#look();
  }

  get signal(): AbortSignal { return this.#hidden.signal; }

  close(): void {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#look);
  }

  #look = (): void => {
    clearTimeout(this.#timer);
    if (document.hidden) {
      this.#timer = setTimeout(() => this.#hidden.abort(), this.milliseconds);
    }
  };
}

/** Waits until the page is seen, or the signal. */
export const seen = (signal: AbortSignal): Promise<void> => new Promise(done => {
  const look = () => {
    if (!document.hidden || signal.aborted) {
      document.removeEventListener("visibilitychange", look);
      signal.removeEventListener("abort", look);
      done();
    }
  };
  document.addEventListener("visibilitychange", look);
  signal.addEventListener("abort", look);
  look();
});
