import { useState } from "preact/hooks";
import { useKeys } from "./useKeys.ts";

interface CursorActions { count: number; open: (index: number) => void; toggle?: (index: number) => void; page?: number }

const everywhere = ["j", "k", "x"];
const fromThePage = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", "Enter", " "];

/** Nothing has the focus that would want the key for itself. */
const isFree = (): boolean => [null, document.body, document.getElementById("content")].includes(document.activeElement as HTMLElement | null);

/** A row that the keys are on: j, k, arrows, Home, End, Enter and x. -1 before the first key, which also gives the list the focus. */
export function useCursor({ count, open, toggle, page = 12 }: CursorActions) {
  const [at, setAt] = useState(-1);
  const cursor = Math.min(at, count - 1);
  const to = (index: number) => setAt(Math.max(0, Math.min(index, count - 1)));
  const act = (key: string): boolean => {
    switch (key) {
      case "j": case "ArrowDown": to(cursor + 1); return true;
      case "k": case "ArrowUp": to(cursor < 0 ? 0 : cursor - 1); return true;
      case "PageDown": to(cursor + page); return true;
      case "PageUp": to(cursor - page); return true;
      case "Home": to(0); return true;
      case "End": to(count - 1); return true;
      case "Enter": if (cursor >= 0) open(cursor); return cursor >= 0;
      case "x": case " ": if (cursor < 0) to(0); else toggle?.(cursor); return cursor >= 0 && toggle !== undefined;
      default: return false;
    }
  };
  const fromOutside = (event: KeyboardEvent) => {
    if (count > 0 && (everywhere.includes(event.key) || isFree())) {
      act(event.key);
      document.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
    }
  };
  useKeys(Object.fromEntries(everywhere.map(key => [key, fromOutside])));
  useKeys(Object.fromEntries(fromThePage.map(key => [key, fromOutside])), isFree);
  const onKey = (event: KeyboardEvent) => {
    const inside = (event.target as HTMLElement).closest("a,button,input,select");
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || (inside && ["Enter", " "].includes(event.key))) {
      return;
    }

    if (act(event.key)) {
      event.preventDefault();
    }
  };
  return { cursor, onKey };
}
