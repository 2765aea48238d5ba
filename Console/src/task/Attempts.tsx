import type { TaskAttempt } from "../api/types.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";

/** Every order that was given for a task, and what became of it. */
export function Attempts({ attempts }: { attempts: readonly TaskAttempt[] }) {
  return (
    <details class="attempts">
      <summary>{t("attempts", { n: attempts.length })}</summary>
      <ol>
        {attempts.map(attempt => (
          <li key={attempt.number}>
            <b>{attempt.number}</b> <span class="faint">{t("stop_sent")} <Time at={attempt.sentAt} as="exact" />{attempt.acceptedAt && <>, {t("stop_accepted")} <Time at={attempt.acceptedAt} as="exact" /></>}</span> {said(attempt.why, attempt.reason)}
          </li>
        ))}
      </ol>
    </details>
  );
}
