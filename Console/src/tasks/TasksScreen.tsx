import { useRef, useState } from "preact/hooks";
import { go, place } from "../app/route.ts";
import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { TypedInput } from "../ui/TypedInput.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { PhaseFilter } from "./PhaseFilter.tsx";
import { isEmpty, noTaskFilter, readTaskFilter, toQuery, writeTaskFilter, type TaskFilter } from "./TaskFilter.ts";
import { mine } from "./mine.ts";
import { TaskTable } from "./TaskTable.tsx";
import { useTasks } from "./useTasks.ts";

export function TasksScreen() {
  const { search } = useValue(place);
  const filter = readTaskFilter(search);
  const [more, setMore] = useState(filter.host !== "" || filter.label !== "" || (filter.by !== "" && filter.by !== mine) || filter.since !== "" || filter.until !== "");
  const box = useRef<HTMLInputElement>(null);
  const tasks = useTasks(toQuery(filter));
  const change = (part: Partial<TaskFilter>) => go(`/tasks${writeTaskFilter({ ...filter, ...part })}`, { replace: true });
  useKeys({ "/": () => box.current?.focus() });
  return (
    <Screen title={t("tasks")} name={t("tasks")} class="full" actions={<><a class="button quiet" href="/locks"><Icon name="lock" /><span>{t("locks")}</span></a><a class="button primary" href="/run"><Icon name="run" /><span>{t("run")}</span></a></>}>
      <div class="toolbar">
        <label class="search">
          <Icon name="search" />
          <input ref={box} type="search" value={filter.text} placeholder={t("filterTasks")} aria-label={t("filterTasks")} spellcheck={false} onInput={event => change({ text: event.currentTarget.value })} />
          <kbd>/</kbd>
        </label>
        <Button icon="access" pressed={filter.by === mine} onClick={() => change({ by: filter.by === mine ? "" : mine })}>{t("mine")}</Button>
        <Button icon="filter" pressed={more} onClick={() => setMore(!more)}>{t("moreFilters")}</Button>
        {!isEmpty(filter) && <Button kind="quiet" icon="close" onClick={() => change(noTaskFilter)}>{t("clearFilter")}</Button>}
      </div>
      {more && (
        <div class="toolbar filters">
          <label class="field inline"><span>{t("host")}</span><TypedInput value={filter.host} placeholder={t("nameOrId")} onTyped={host => change({ host })} /></label>
          <label class="field inline"><span>{t("label")}</span><TypedInput value={filter.label} placeholder="name=value" onTyped={label => change({ label })} /></label>
          <label class="field inline"><span>{t("submittedBy")}</span><TypedInput value={filter.by} placeholder={t("nameOf")} onTyped={by => change({ by })} /></label>
          <label class="field inline"><span>{t("from")}</span><input type="datetime-local" value={filter.since} onChange={event => change({ since: event.currentTarget.value })} /></label>
          <label class="field inline"><span>{t("until")}</span><input type="datetime-local" value={filter.until} onChange={event => change({ until: event.currentTarget.value })} /></label>
        </div>
      )}
      <div class="toolbar"><PhaseFilter chosen={filter.phases} counts={tasks.counts} onChange={phases => change({ phases })} /></div>
      {tasks.error && tasks.items.length === 0 ? <Failed error={tasks.error} />
        : !tasks.loaded && tasks.items.length === 0 ? <Loading />
        : tasks.items.length === 0 ? (
          <Notice icon="tasks" title={t(isEmpty(filter) ? "noTaskYet" : "noTaskMatches")}>
            {isEmpty(filter) ? <a class="button primary" href="/run"><Icon name="run" /><span>{t("runFirst")}</span></a> : <Button onClick={() => change(noTaskFilter)}>{t("clearFilter")}</Button>}
          </Notice>)
        : <TaskTable items={tasks.items} more={tasks.more} />}
    </Screen>
  );
}
