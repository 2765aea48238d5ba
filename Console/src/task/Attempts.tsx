import type { TaskAttempt } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";

/** Every order that was given for a task, and what became of it. */
export function Attempts({ attempts }: { attempts: readonly TaskAttempt[] }) {
  return (
    <details class="attempts">
      <summary>{t("attempts", { n: attempts.length })}</summary>
      <ol>
        {attempts.map(attempt => (
          <li key={attempt.attempt}>
            <b>{attempt.attempt}</b> <span class="faint"><Time at={attempt.sentAt ?? attempt.startedAt} as="exact" /></span> {attempt.result ?? ""} {attempt.reason ?? ""}
          </li>
        ))}
      </ol>
    </details>
  );
}
