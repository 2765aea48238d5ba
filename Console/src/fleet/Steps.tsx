import type { ComponentChildren } from "preact";
import { Icon } from "../ui/Icon.tsx";

/** Numbered steps, of which one is now. */
export function Steps({ steps, now }: { steps: { title: string; body: ComponentChildren }[]; now: number }) {
  return (
    <ol class="steps">
      {steps.map((step, i) => (
        <li key={step.title} class={i < now ? "done" : i === now ? "now" : ""} aria-current={i === now ? "step" : undefined}>
          <span class="step-mark" aria-hidden="true">{i < now ? <Icon name="check" size={14} /> : i + 1}</span>
          <div><h2>{step.title}</h2>{i === now && step.body}</div>
        </li>
      ))}
    </ol>
  );
}
