import { useId } from "preact/hooks";
import type { TargetedInputEvent } from "preact";
import { listSecrets } from "../api/secrets.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { useLoad } from "../ui/useLoad.ts";
import type { EnvRow } from "./DraftShape.ts";
import type { Field } from "./problems.ts";

/** What a row's value is: shown to everybody, told to the host alone, or the name under which a secret is stored. */
const sorts = ["plain", "secret", "stored"] as const;
type Sort = (typeof sorts)[number];
const sortOf = (row: EnvRow): Sort => (row.stored ? "stored" : row.secret ? "secret" : "plain");

/** Names that are suggested; whoever has more types the name. */
const suggested = 500;

/** A row of another sort. A value that was typed stays, unless it would be shown or taken for a name: then it goes. */
function sorted({ name, value, secret, file, forgotten }: EnvRow, sort: Sort): EnvRow {
  if (sort === "plain") return { name, value: secret ? "" : value };
  return { name, ...(sort === "stored" ? { value: "", stored: true } : { value, secret: true, ...(forgotten ? { forgotten } : {}) }), ...(file ? { file } : {}) };
}

/** The variables of a task. */
export function EnvRows({ rows, onChange, problem }: { rows: readonly EnvRow[]; onChange: (rows: EnvRow[]) => void; problem: (field: Field) => string | undefined }) {
  const names = useId();
  const isAsked = rows.some(row => row.stored);
  const { data: stored } = useLoad(signal => (isAsked ? listSecrets(suggested, undefined, signal) : Promise.resolve(undefined)), [isAsked]);
  const put = (index: number, row: EnvRow) => onChange(rows.map((other, i) => (i === index ? row : other)));
  const set = (index: number, part: Partial<EnvRow>) => put(index, { ...rows[index]!, ...part });
  const value = (row: EnvRow, i: number) => ({
    class: "mono", value: row.value, "aria-label": t(row.stored ? "storedName" : "variableValue"), spellcheck: false, onInput: (event: TargetedInputEvent<HTMLInputElement>) => set(i, { value: event.currentTarget.value }),
  });
  return (
    <fieldset class="env">
      <legend>{t("environment")}</legend>
      {rows.map((row, i) => {
        const wrong = problem(`env-${i}`);
        const sort = sortOf(row);
        return (
          <div class="env-row" key={i}>
            <input class="mono" id={`run-env-${i}`} value={row.name} placeholder="NAME" aria-label={t("variableName")} spellcheck={false} aria-invalid={wrong !== undefined} aria-describedby={wrong ? `run-env-${i}-help` : undefined}
              onInput={event => set(i, { name: event.currentTarget.value })} />
            <span aria-hidden="true">=</span>
            {row.secret ? <input type="password" autocomplete="new-password" {...value(row, i)} /> : <input type="text" autocomplete="off" {...value(row, i)} {...(row.stored ? { list: names, placeholder: "db-password" } : {})} />}
            <select aria-label={t("variableSort")} title={t(`sortHelp_${sort}`)} value={sort} onChange={event => put(i, sorted(row, event.currentTarget.value as Sort))}>
              {sorts.map(each => <option key={each} value={each}>{t(`sort_${each}`)}</option>)}
            </select>
            <label class="check" title={t("inFileHelp")}><input type="checkbox" disabled={sort === "plain"} checked={row.file === true} onChange={event => set(i, { file: event.currentTarget.checked })} /><span>{t("inFile")}</span></label>
            <Button kind="quiet" icon="close" label={t("remove")} onClick={() => onChange(rows.filter((_, other) => other !== i))} />
            {wrong && <small class="error" id={`run-env-${i}-help`}>{wrong}</small>}
          </div>
        );
      })}
      {isAsked && <datalist id={names}>{stored?.items.map(secret => <option key={secret.name} value={secret.name} label={secret.on} />)}</datalist>}
      <Button kind="quiet" icon="plus" onClick={() => onChange([...rows, { name: "", value: "" }])}>{t("addVariable")}</Button>
    </fieldset>
  );
}
