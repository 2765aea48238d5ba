import type { Piece } from "./marked.ts";

/** Addresses that text names: where each begins, where it ends. Punctuation behind one is the sentence's. */
export function linksIn(text: string): [number, number][] {
  if (!text.includes("://")) {
    return [];
  }

  return [...text.matchAll(/\bhttps?:\/\/[^\s<>"'`\u0000-\u001f]+/gi)].map(found => {
    let end = found[0].length;
    while (/[.,;:!?)\]}]/.test(found[0][end - 1]!) && !(found[0][end - 1] === ")" && found[0].slice(0, end).includes("("))) end--;
    return [found.index, found.index + end];
  });
}

/** The pieces of a row with those that are part of an address told apart, each with the whole of it. */
export function linked(pieces: readonly Piece[], text: string): Piece[] {
  const links = linksIn(text);
  if (links.length === 0) {
    return [...pieces];
  }

  const all: Piece[] = [];
  let [at, next] = [0, 0];
  for (const piece of pieces) {
    const end = at + piece.text.length;
    for (let from = at; from < end;) {
      while (next < links.length && links[next]![1] <= from) next++;
      const [begin, until] = links[next] ?? [Infinity, Infinity];
      const to = Math.min(end, from >= begin ? until : begin);
      all.push({ ...piece, text: piece.text.slice(from - at, to - at), ...(from >= begin ? { href: text.slice(begin, until) } : {}) });
      from = to;
    }

    at = end;
  }

  return all;
}
