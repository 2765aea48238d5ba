/** Asks until the answer is right; says what it waited for and what there was. */
export async function eventually<T>(what: string, ask: () => Promise<T> | T, right: (answer: T) => boolean, seconds = 60): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  let last: unknown = "no answer";
  for (;;) {
    try {
      const answer = await ask();
      last = answer;
      if (right(answer)) {
        return answer;
      }
    } catch (error) {
      last = error;
    }

    if (performance.now() > end) {
      throw new Error(`Waited ${seconds} s: ${what}. Last: ${last instanceof Error ? last.message : JSON.stringify(last)?.slice(0, 1_000)}`);
    }

    await new Promise(done => setTimeout(done, 50));
  }
}
