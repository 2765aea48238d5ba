import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "./Button.tsx";
import type { IconName } from "./Icon.tsx";

/** A button with a small list of things to do. */
export function Menu({ icon, label, text, children, busy = false, up = false }: { icon: IconName; label: string; text?: ComponentChildren; children: ComponentChildren; busy?: boolean; up?: boolean }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!open) {
      return;
    }

    box.current?.querySelector<HTMLElement>(".menu-list a, .menu-list button")?.focus();
    const away = (event: Event) => { if (!box.current?.contains(event.target as Node)) setOpen(false); };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) {
      return;
    }

    if (event.key === "Escape") {
      event.preventDefault();
      setOpen(false);
      box.current?.querySelector<HTMLElement>("button")?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const all = [...box.current!.querySelectorAll<HTMLElement>(".menu-list a, .menu-list button")];
      const at = all.indexOf(document.activeElement as HTMLElement) + (event.key === "ArrowDown" ? 1 : -1);
      all.at(at % all.length)?.focus();
    }
  };
  return (
    <div class={`menu${up ? " menu-up" : ""}`} ref={box} onKeyDown={onKeyDown}>
      <Button icon={icon} kind="quiet" label={label} busy={busy} pressed={open} onClick={() => setOpen(!open)}>{text}</Button>
      {open && <div class="menu-list" onClick={() => setOpen(false)}>{children}</div>}
    </div>
  );
}
