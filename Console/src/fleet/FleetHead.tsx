import { t } from "../i18n/t.ts";
import type { Sort } from "./FleetFilter.ts";

interface FleetHeadProps { sort: Sort; onSort: (sort: Sort) => void; allChosen: boolean; onAll: (on: boolean) => void }

export function FleetHead({ sort, onSort, allChosen, onAll }: FleetHeadProps) {
  const column = (name: string, by: Sort, text: string, title?: string) => (
    <span class={`cell cell-${name}`} role="columnheader" aria-sort={by === sort ? (by === "name" || by === "version" ? "ascending" : "descending") : "none"}>
      <button type="button" title={title} class={`sort${by === sort ? " on" : ""}`} onClick={() => onSort(by)}>{text}</button>
    </span>
  );
  return (
    <>
      <span class="cell cell-check" role="columnheader">
        <input type="checkbox" checked={allChosen} aria-label={t("chooseAll")} onClick={event => onAll(event.currentTarget.checked)} />
      </span>
      {column("host", "name", t("host"))}
      {column("load", "load", t("load"))}
      {column("memory", "memory", t("memory"))}
      {column("disk", "disk", t("disk"))}
      {column("tasks", "tasks", t("tasks"), t("tasksColumn"))}
      {column("version", "version", t("version"))}
      {column("seen", "seen", t("lastSeen"))}
    </>
  );
}
