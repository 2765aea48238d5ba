import type { TaskSummary } from "../api/types.ts";
import { go } from "../app/route.ts";
import { t } from "../i18n/t.ts";
import { useCursor } from "../ui/useCursor.ts";
import { useNarrow } from "../ui/useNarrow.ts";
import { VirtualRows } from "../ui/VirtualRows.tsx";
import { TaskRow } from "./TaskRow.tsx";

/** Tasks in rows, newest first. */
export function TaskTable({ items, more }: { items: readonly TaskSummary[]; more?: (() => void) | undefined }) {
  const { cursor, onKey } = useCursor({ count: items.length, open: index => go(`/tasks/${encodeURIComponent(items[index]!.id)}`) });
  const narrow = useNarrow();
  return (
    <VirtualRows count={items.length} rowHeight={narrow ? 68 : 40} label={t("tasks")} cursor={cursor} onKey={onKey} onNearEnd={more} columns={8}
      head={<>
        <span class="cell cell-phase" role="columnheader">{t("phase")}</span>
        <span class="cell cell-task" role="columnheader">{t("task")}</span>
        <span class="cell cell-labels" role="columnheader">{t("labels")}</span>
        <span class="cell cell-on" role="columnheader">{t("host")}</span>
        <span class="cell cell-by" role="columnheader">{t("submittedBy")}</span>
        <span class="cell cell-exit" role="columnheader">{t("exit")}</span>
        <span class="cell cell-took" role="columnheader">{t("took")}</span>
        <span class="cell cell-at" role="columnheader">{t("submitted")}</span>
      </>}
      row={index => <TaskRow key={items[index]!.id} task={items[index]!} index={index} current={index === cursor} />}
      foot={more && <p class="table-foot faint">{t("loadingMore")}</p>} />
  );
}
