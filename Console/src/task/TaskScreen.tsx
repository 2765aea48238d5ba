import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { readAgent } from "../api/agents.ts";
import { ApiError, isAbort } from "../api/ApiError.ts";
import { online } from "../api/connection.ts";
import { pause } from "../api/pause.ts";
import { readSpec, readTask, removeTask } from "../api/tasks.ts";
import type { TaskView } from "../api/types.ts";
import { go, place } from "../app/route.ts";
import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { LogModel } from "../log/LogModel.ts";
import { LogViewer } from "../log/view/LogViewer.tsx";
import { chosenHosts } from "../run/chosenHosts.ts";
import { draft } from "../run/draft.ts";
import { draftOf } from "../run/draftOf.ts";
import { ShellPane } from "../shell/ShellPane.tsx";
import { PhaseMark } from "../tasks/PhaseMark.tsx";
import { saysMore, whyOf } from "../tasks/whyOf.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Copy } from "../ui/Copy.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { useLoad } from "../ui/useLoad.ts";
import { useNarrow } from "../ui/useNarrow.ts";
import { Attempts } from "./Attempts.tsx";
import { CancelDialog } from "./CancelDialog.tsx";
import { oddities, plainWords, whatToDo } from "./facts.ts";
import { hostNow, isAway } from "./HostNow.ts";
import { PhaseLine } from "./PhaseLine.tsx";
import { TaskArtifacts } from "./TaskArtifacts.tsx";
import { TaskFacts } from "./TaskFacts.tsx";
import { TaskFile } from "./TaskFile.tsx";
import { TaskScript } from "./TaskScript.tsx";

export function TaskScreen({ id }: { id: string }) {
  const [task, setTask] = useState<TaskView>();
  const [log, setLog] = useState<LogModel>();
  const [error, setError] = useState<Error>();
  const [cancelling, setCancelling] = useState(false);
  const [removing, setRemoving] = useState(false);
  useEffect(() => {
    const stopping = new AbortController();
    let model: LogModel | undefined;
    setTask(undefined);
    setLog(undefined);
    void (async () => {
      while (!stopping.signal.aborted) {
        try {
          const first = await readTask(id, stopping.signal);
          setTask(first);
          setError(undefined);
          model = new LogModel(id, first.log.nextSeq - 1, next => setTask(before => newer(before, next)));
          setLog(model);
          if (!first.log.complete) {
            model.follow();
          }

          return;
        } catch (failed) {
          if (isAbort(failed)) {
            return;
          }

          setError(failed as Error);
          if (!(failed instanceof ApiError) || !failed.isUnreachable) {
            return;
          }

          await pause(1_500, stopping.signal);
        }
      }
    })();
    return () => { stopping.abort(); model?.close(); };
  }, [id]);
  const connected = useValue(online);
  const narrow = useNarrow();
  const agent = task && !task.terminal ? task.agent.id : undefined;
  const { data: hostView } = useLoad(signal => (agent ? readAgent(agent, signal) : Promise.resolve(undefined)), [agent, task?.phase, task?.reason], agent ? 3_000 : 0);
  const host = task?.terminal ? null : hostNow(hostView);
  const cancellable = task && !task.terminal;
  useKeys({ c: () => { if (cancellable) setCancelling(true); } });
  const again = async () => {
    const kept = await readSpec(id).then(draftOf, () => null);
    if (kept) {
      draft.set(kept);
    }

    chosenHosts.set([task!.agent.id]);
    go("/run");
  };
  const { hash } = useValue(place);
  useLayoutEffect(() => {
    if (!task || (hash !== "#cancel" && hash !== "#again")) {
      return;
    }

    go(location.pathname, { replace: true });
    if (hash === "#again" && !task.file && !task.collect) void again();
    else if (!task.terminal) setCancelling(true);
  }, [hash, task !== undefined]);
  if (!task || !log) {
    return (
      <Screen title={<span class="mono">{id}</span>} name={id}>
        {error instanceof ApiError && error.status === 404 ? <Notice icon="search" title={t("noSuchTask")}><p>{error.message}</p><a class="button" href="/tasks">{t("allTasks")}</a></Notice> : error ? <Failed error={error} /> : <Loading />}
      </Screen>
    );
  }

  const todo = whatToDo(task);
  const odd = oddities(task);
  const reason = saysMore(task, host !== null) ? whyOf(task) : undefined;
  return (
    <Screen class="full task-screen" name={`${t(`phase_${task.phase}`)} · ${task.name ?? id}`}
      title={<><a class="crumb" href="/tasks">{t("tasks")}</a><Icon name="chevron" size={12} /><span class="task-title">{task.name && <span class="task-name">{task.name}</span>}<span class={`mono task-id${task.name ? " faint" : ""}`}>{id}</span></span><Copy text={id} label={t("copyId")} /></>}
      actions={<>
        {!task.file && !task.collect && <Button icon="again" onClick={() => void again()}>{t("runAgain")}</Button>}
        {task.terminal && <Button kind="quiet" icon="trash" label={t("removeTask")} onClick={() => setRemoving(true)} />}
        {cancellable && <Button icon="stop" kind="danger" disabled={!connected} onClick={() => setCancelling(true)}>{t(task.cancelRequestedAt ? "cancelling" : "cancel")}</Button>}
      </>}>
      <section class="task-head" aria-label={t("state")}>
        <div class="task-state" aria-live="polite"><PhaseMark phase={task.phase} away={isAway(host)} /><span class="words">{plainWords(task, host)}</span></div>
        {reason && <p class="reason">{reason}</p>}
        {narrow ? <details class="task-more"><summary>{t("facts")}</summary><PhaseLine task={task} /><TaskFacts task={task} /></details> : <><PhaseLine task={task} /><TaskFacts task={task} /></>}
        {task.file ? <TaskFile file={task.file} /> : task.collect ? <TaskArtifacts task={task} /> : <TaskScript task={task} />}
        {task.artifacts && !task.collect && <TaskArtifacts task={task} />}
        {task.attempts && task.attempts.length > 1 && <Attempts attempts={task.attempts} />}
        {todo && <div class="banner warn" role="note"><Icon name="warning" /><p>{todo}</p></div>}
        {odd.map(text => <div key={text} class="banner note" role="note"><Icon name="warning" /><p>{text}</p></div>)}
      </section>
      {task.input && task.phase === "running" ? <ShellPane key={id} id={id} /> : <LogViewer key={id} log={log} task={task} away={isAway(host)} />}
      {removing && <Confirm title={t("removeTaskTitle")} text={t("removeTaskText")} action={t("removeTask")} danger onClose={() => setRemoving(false)} onConfirm={async () => { await removeTask(id); go("/tasks"); }} />}
      {cancelling && <CancelDialog task={task} host={host} onClose={() => setCancelling(false)} onTask={next => setTask(before => newer(before, next))} />}
    </Screen>
  );
}

/** An answer that overtook another does not turn a task back. */
function newer(before: TaskView | undefined, next: TaskView): TaskView {
  return before?.terminal && !next.terminal ? before : next;
}
