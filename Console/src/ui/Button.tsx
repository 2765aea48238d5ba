import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

interface ButtonProps {
  children?: ComponentChildren; icon?: IconName; kind?: "plain" | "primary" | "danger" | "quiet"; title?: string; label?: string;
  onClick?: (event: MouseEvent) => void; disabled?: boolean; type?: "button" | "submit"; pressed?: boolean; busy?: boolean; class?: string; id?: string;
}

export function Button({ children, icon, kind = "plain", title, label, onClick, disabled = false, type = "button", pressed, busy = false, class: extra, id }: ButtonProps) {
  return (
    <button id={id} type={type} class={`button ${kind}${children ? "" : " only-icon"}${extra ? ` ${extra}` : ""}`} title={title ?? label} aria-label={label}
      aria-pressed={pressed} aria-busy={busy || undefined} disabled={disabled || busy} onClick={onClick}>
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}
