import { useState } from "preact/hooks";
import { t, type Key } from "../i18n/t.ts";
import { mostSeconds, parseDuration, writeDuration } from "../run/durations.ts";
import { parseLabels, writeLabels } from "../run/labels.ts";
import { Button } from "../ui/Button.tsx";
import type { Joining } from "./joinTokens.ts";

const mostUses = 10_000;

/** Name, labels, uses and life of what a line lets in; the line is made anew when they are taken. */
export function JoinFields({ joining, onChange }: { joining: Joining; onChange: (joining: Joining) => void }) {
  const [name, setName] = useState(joining.name);
  const [labels, setLabels] = useState(writeLabels(joining.labels));
  const [uses, setUses] = useState(String(joining.uses));
  const [life, setLife] = useState(writeDuration(joining.seconds));
  const [problem, setProblem] = useState<{ field: string; words: Key }>();
  const take = (event: Event) => {
    event.preventDefault();
    const [wanted, times, seconds] = [parseLabels(labels), /^\d{1,5}$/.test(uses.trim()) ? Number(uses) : 0, parseDuration(life)];
    const wrong = wanted === null ? { field: "join-labels", words: "badLabels" as const }
      : times < 1 || times > mostUses ? { field: "join-uses", words: "badUses" as const }
      : seconds === null || seconds < 60 ? { field: "join-life", words: "badJoinLife" as const } : undefined;
    setProblem(wrong);
    if (wrong) {
      document.getElementById(wrong.field)?.focus();
    } else {
      onChange({ name: times === 1 ? name.trim() : "", labels: wanted!, uses: times, seconds: seconds! });
    }
  };
  const field = (id: string, label: Key, value: string, set: (value: string) => void, help: string, rest: object = {}) => (
    <div class="field">
      <label for={id}>{t(label)}</label>
      <input id={id} class="mono" value={value} spellcheck={false} autocomplete="off" aria-invalid={problem?.field === id} aria-describedby={`${id}-help`} onInput={event => set(event.currentTarget.value)} {...rest} />
      <small id={`${id}-help`} class={problem?.field === id ? "error" : "faint"}>{problem?.field === id ? t(problem.words, { most: mostUses }) : help}</small>
    </div>
  );
  return (
    <details class="join-fields">
      <summary>{t("joinFields")}</summary>
      <form onSubmit={take}>
        {field("join-name", "taskName", name, setName, t("joinNameHelp"), { disabled: uses.trim() !== "1", maxLength: 128, placeholder: "web-1" })}
        {field("join-labels", "labels", labels, setLabels, t("joinLabelsHelp"), { placeholder: "role=web zone=eu-1" })}
        {field("join-uses", "joinUses", uses, setUses, t("joinUsesHelp"), { inputMode: "numeric" })}
        {field("join-life", "validFor", life, setLife, t("joinLifeHelp", { most: writeDuration(mostSeconds) }))}
        <p><Button type="submit">{t("joinMake")}</Button></p>
      </form>
    </details>
  );
}
