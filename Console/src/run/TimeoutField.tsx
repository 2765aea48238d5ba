import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { parseDuration, writeDuration } from "./durations.ts";

export function TimeoutField({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }) {
  const [text, setText] = useState(writeDuration(seconds));
  const bad = parseDuration(text) === null;
  return (
    <label class="field">
      <span>{t("timeout")}</span>
      <input value={text} class="mono" aria-invalid={bad} aria-describedby="timeout-help" onInput={event => {
        setText(event.currentTarget.value);
        const parsed = parseDuration(event.currentTarget.value);
        if (parsed !== null) onChange(parsed);
      }} />
      <small id="timeout-help" class={bad ? "error" : "faint"}>{t("timeoutHelp")}</small>
    </label>
  );
}
