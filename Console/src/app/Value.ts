/** One observable value. */
export class Value<T> {
  #listeners = new Set<() => void>();

  constructor(private value: T) {}

  get current(): T { return this.value; }

  set(next: T): void {
    if (Object.is(next, this.value)) {
      return;
    }

    this.value = next;
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
