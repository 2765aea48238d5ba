import type { TargetedInputEvent } from "preact";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import type { EnvRow } from "./DraftShape.ts";
import type { Field } from "./problems.ts";

export function EnvRows({ rows, onChange, problem }: { rows: readonly EnvRow[]; onChange: (rows: EnvRow[]) => void; problem: (field: Field) => string | undefined }) {
  const set = (index: number, part: Partial<EnvRow>) => onChange(rows.map((row, i) => (i === index ? { ...row, ...part } : row)));
  const value = (row: EnvRow, i: number) => ({
    class: "mono", value: row.value, "aria-label": t("variableValue"), spellcheck: false, onInput: (event: TargetedInputEvent<HTMLInputElement>) => set(i, { value: event.currentTarget.value }),
  });
  return (
    <fieldset class="env">
      <legend>{t("environment")}</legend>
      {rows.map((row, i) => {
        const wrong = problem(`env-${i}`);
        return (
          <div class="env-row" key={i}>
            <input class="mono" id={`run-env-${i}`} value={row.name} placeholder="NAME" aria-label={t("variableName")} spellcheck={false} aria-invalid={wrong !== undefined} aria-describedby={wrong ? `run-env-${i}-help` : undefined}
              onInput={event => set(i, { name: event.currentTarget.value })} />
            <span aria-hidden="true">=</span>
            {row.secret ? <input type="password" autocomplete="new-password" {...value(row, i)} /> : <input type="text" autocomplete="off" {...value(row, i)} />}
            <label class="check" title={t("secretHelp")}><input type="checkbox" checked={row.secret === true} onChange={event => set(i, { secret: event.currentTarget.checked })} /><span>{t("secret")}</span></label>
            <Button kind="quiet" icon="close" label={t("remove")} onClick={() => onChange(rows.filter((_, other) => other !== i))} />
            {wrong && <small class="error" id={`run-env-${i}-help`}>{wrong}</small>}
          </div>
        );
      })}
      <Button kind="quiet" icon="plus" onClick={() => onChange([...rows, { name: "", value: "" }])}>{t("addVariable")}</Button>
    </fieldset>
  );
}
