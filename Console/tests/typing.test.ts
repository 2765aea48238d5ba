import fc from "fast-check";
import { expect, test } from "vitest";
import { Typing } from "../src/shell/Typing.ts";

const now = () => Promise.resolve();
const bytes = (text: string) => new TextEncoder().encode(text);

/** A terminal that takes some of what it is told, and a line to it that loses sayings and answers. */
function terminal(chance: () => number) {
  let typed = "";
  return {
    get typed() { return typed; },
    say: async (at: number, data: Uint8Array) => {
      const luck = chance();
      if (luck < 0.2) throw new Error("lost on the way");
      const fresh = new TextDecoder().decode(data).slice(typed.length - at);
      if (at <= typed.length) typed += fresh.slice(0, luck < 0.5 ? Math.floor(fresh.length / 2) : fresh.length);
      if (luck > 0.9) throw new Error("the answer is lost");
      return typed.length;
    },
  };
}

test("whatever is lost, each key is typed once and in its order", async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 30 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 50, maxLength: 50 }), async (pieces, luck) => {
    let turn = 0;
    const at = terminal(() => (turn < luck.length ? luck[turn++]! : 0.8));
    const typing = new Typing(0, at.say, () => true, now, () => expect.unreachable());
    for (const piece of pieces) {
      typing.add(bytes(piece));
      await now();
    }

    await expect.poll(() => at.typed, { interval: 1 }).toBe(pieces.join(""));
  }), { numRuns: 100 });
});

test("what is refused for good ends it, and is said once", async () => {
  const ends: unknown[] = [];
  let said = 0;
  const typing = new Typing(0, () => { said++; return Promise.reject(new Error("over")); }, () => false, now, error => ends.push(error));
  typing.add(bytes("a"));
  await now();
  await now();
  typing.add(bytes("b"));
  await now();

  expect([said, ends.length]).toEqual([1, 1]);
});

test("a program that does not read is asked again after a rest, longer each time", async () => {
  const rests: number[] = [];
  let left = 6;
  const typing = new Typing(5, at => Promise.resolve(left-- > 0 ? at : at + 1), () => true, ms => { rests.push(ms); return now(); }, () => expect.unreachable());
  typing.add(bytes("x"));

  await expect.poll(() => rests, { interval: 1 }).toEqual([20, 40, 80, 160, 320, 640]);
});
