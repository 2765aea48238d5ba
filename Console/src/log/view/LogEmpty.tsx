import type { TaskView } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";

/** What stands where no output is. */
export function LogEmpty({ task, filtered, looking }: { task: TaskView; filtered: boolean; looking: boolean }) {
  const text = looking ? t("searching") : filtered ? t("noOutputHere") : task.terminal ? t("noOutput") : task.startedAt ? t("noOutputYet") : t("notStartedYet", { host: task.agent.name });
  return <div class="log-empty" role="status">{!task.terminal && !filtered && <span class="pulse" aria-hidden="true" />}<p>{text}</p></div>;
}
