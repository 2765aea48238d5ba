import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { Button } from "../ui/Button.tsx";
import { history, type Ran } from "./history.ts";

/** What was run from this browser, to run again with changes. */
export function RunHistory({ onUse }: { onUse: (ran: Ran) => void }) {
  const ran = useValue(history);
  return (
    <section class="card history" aria-label={t("history")}>
      <header><h2>{t("history")}</h2>{ran.length > 0 && <Button kind="quiet" onClick={() => history.set([])}>{t("clear")}</Button>}</header>
      {ran.length === 0 ? <p class="faint">{t("noHistory")}</p> : (
        <ul>
          {ran.map(item => (
            <li key={item.run}>
              <button type="button" class="history-item" onClick={() => onUse(item)} title={t("useAgain")}>
                <code>{firstLine(item.draft.script)}</code>
                <span class="faint">{item.draft.kind} · {t("nHosts", { n: item.hosts.length })} · <Time at={item.at} /></span>
              </button>
              <a class="button quiet" href={item.tasks.length === 1 ? `/tasks/${item.tasks[0]}` : `/tasks?label=run%3D${item.run}`}><span>{t("results")}</span></a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const firstLine = (script: string): string => (script.split("\n").find(line => line.trim() && !line.startsWith("#")) ?? script.split("\n")[0] ?? "").trim().slice(0, 120);
