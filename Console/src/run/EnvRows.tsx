import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import type { EnvRow } from "./DraftShape.ts";

export function EnvRows({ rows, onChange }: { rows: readonly EnvRow[]; onChange: (rows: EnvRow[]) => void }) {
  const set = (index: number, part: Partial<EnvRow>) => onChange(rows.map((row, i) => (i === index ? { ...row, ...part } : row)));
  return (
    <fieldset class="env">
      <legend>{t("environment")}</legend>
      {rows.map((row, i) => (
        <div class="env-row" key={i}>
          <input class="mono" value={row.name} placeholder="NAME" aria-label={t("variableName")} spellcheck={false} pattern="[A-Za-z_][A-Za-z0-9_]*" onInput={event => set(i, { name: event.currentTarget.value })} />
          <span aria-hidden="true">=</span>
          <input class="mono" value={row.value} aria-label={t("variableValue")} spellcheck={false} onInput={event => set(i, { value: event.currentTarget.value })} />
          <Button kind="quiet" icon="close" label={t("remove")} onClick={() => onChange(rows.filter((_, other) => other !== i))} />
        </div>
      ))}
      <Button kind="quiet" icon="plus" onClick={() => onChange([...rows, { name: "", value: "" }])}>{t("addVariable")}</Button>
    </fieldset>
  );
}
