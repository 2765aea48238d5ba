import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

/** The frame of a screen: title, actions, content. */
export function Screen({ title, name, actions, children, class: extra = "" }: { title: ComponentChildren; name: string; actions?: ComponentChildren; children: ComponentChildren; class?: string }) {
  useEffect(() => { document.title = `${name} · OrleansOps`; }, [name]);
  return (
    <div class={`screen ${extra}`}>
      <header class="screen-head">
        <h1>{title}</h1>
        {actions && <div class="actions">{actions}</div>}
      </header>
      <div class="screen-body">{children}</div>
    </div>
  );
}
