import { useLayoutEffect, useRef } from "preact/hooks";

export type Keys = Record<string, (event: KeyboardEvent) => void>;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName) || (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type)));

/** Keys that hold while no text is being typed and no dialog is open. */
export function useKeys(keys: Keys, holds: () => boolean = () => true): void {
  const current = useRef(keys);
  current.current = keys;
  // With the first drawing, not after it: a key that is pressed at once is not lost.
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]") || !holds()) {
        return;
      }

      const action = current.current[event.key];
      if (action) {
        event.preventDefault();
        action(event);
      }
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
