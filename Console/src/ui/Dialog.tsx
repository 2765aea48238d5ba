import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** A modal dialog; the browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, children, wide = false, bare = false }: { title: string; onClose: () => void; children: ComponentChildren; wide?: boolean; bare?: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // With the first drawing, not after it: the next key that is pressed already belongs to the dialog.
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    return () => element.close();
  }, []);
  return (
    <dialog ref={dialog} class={`dialog${wide ? " wide" : ""}${bare ? " bare" : ""}`} aria-label={title} onCancel={event => { event.preventDefault(); onClose(); }}
      onClick={event => { if (event.target === dialog.current) onClose(); }}>
      <div class="dialog-body">
        {!bare && <h2>{title}</h2>}
        {children}
      </div>
    </dialog>
  );
}
