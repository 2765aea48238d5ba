import type { ComponentChildren } from "preact";

export function Fact({ name, children, wide = false }: { name: string; children: ComponentChildren; wide?: boolean }) {
  return <div class={wide ? "wide" : undefined}><dt>{name}</dt><dd>{children}</dd></div>;
}
