import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

/** An empty, failed or waiting place, said in words. */
export function Notice({ icon, title, children, kind = "quiet" }: { icon: IconName; title: string; children?: ComponentChildren; kind?: "quiet" | "error" }) {
  return (
    <div class={`notice ${kind}`} role={kind === "error" ? "alert" : "status"}>
      <Icon name={icon} size={20} />
      <h2>{title}</h2>
      {children && <div>{children}</div>}
    </div>
  );
}
