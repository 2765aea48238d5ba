/** Waits, or less if the signal comes first. Never rejects. */
export const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> => new Promise(done => {
  const timer = setTimeout(end, milliseconds);
  signal?.addEventListener("abort", end, { once: true });
  function end() {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
    done();
  }
});
