import { Copy } from "../ui/Copy.tsx";
import { t } from "../i18n/t.ts";

const shown = 200;

/** What a task set as its outputs. Of a long value the beginning is shown; whole it is copied. */
export function OutputList({ outputs }: { outputs: Readonly<Record<string, string>> }) {
  return (
    <>
      {Object.entries(outputs).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => (
        <div key={name} class="task-output"><code>{name}</code> <span class="mono">{value.length > shown ? `${value.slice(0, shown)}…` : value}</span> <Copy text={value} label={t("copyOutput", { name })} /></div>
      ))}
    </>
  );
}
