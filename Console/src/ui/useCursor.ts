import { useState } from "preact/hooks";
import { useKeys } from "./useKeys.ts";

interface CursorActions { count: number; open: (index: number) => void; toggle?: (index: number) => void; page?: number }

/** A row that the keys are on: j, k, arrows, Home, End, Enter and x. -1 before the first key. */
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
      case "x": case " ": if (cursor >= 0) toggle?.(cursor); return cursor >= 0 && toggle !== undefined;
      default: return false;
    }
  };
  useKeys({ j: () => void act("j"), k: () => void act("k") });
  const onKey = (event: KeyboardEvent) => {
    const inside = (event.target as HTMLElement).closest("a,button,input,select");
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || (inside && ["Enter", " ", "x"].includes(event.key) && event.key !== "x")) {
      return;
    }

    if (event.key !== "j" && event.key !== "k" && act(event.key)) {
      event.preventDefault();
    }
  };
  return { cursor, onKey, setCursor: setAt };
}
