import { answeredAt } from "../api/connection.ts";
import { t } from "../i18n/t.ts";
import { duration, exact } from "../time/format.ts";
import { clockNow } from "../time/now.ts";
import { useValue } from "./useValue.ts";

/** The one word of a gateway that does not answer: how old is what is shown. */
export function Offline() {
  const present = useValue(clockNow);
  const last = useValue(answeredAt);
  return (
    <div class="offline" role="alert" aria-live="off">
      <span class="spinner" aria-hidden="true" /><span>{t("offline", { time: duration(Math.max(1, Math.floor((present - last) / 1_000))), at: exact(last) })}</span>
    </div>
  );
}
