import { useLayoutEffect, useState } from "preact/hooks";
import { readAgent, removeAgent, resumeAgent } from "../api/agents.ts";
import { ApiError } from "../api/ApiError.ts";
import { submitTask } from "../api/tasks.ts";
import { go, place } from "../app/route.ts";
import { useValue } from "../app/useValue.ts";
import { fleet } from "../fleet/FleetStore.ts";
import { HostDot } from "../fleet/HostDot.tsx";
import { useFleet } from "../fleet/useFleet.ts";
import { t } from "../i18n/t.ts";
import { chosenHosts } from "../run/chosenHosts.ts";
import { newRunId } from "../run/submission.ts";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { useLoad } from "../ui/useLoad.ts";
import { DrainDialog } from "./DrainDialog.tsx";
import { DrainNote } from "./DrainNote.tsx";
import { EditHost } from "./EditHost.tsx";
import { HostCharts } from "./HostCharts.tsx";
import { HostEvents } from "./HostEvents.tsx";
import { HostFacts } from "./HostFacts.tsx";
import { HostTasks } from "./HostTasks.tsx";

export function HostScreen({ id }: { id: string }) {
  const { hosts } = useFleet();
  const { data, error, again } = useLoad(signal => readAgent(id, signal), [id]);
  const [asking, setAsking] = useState<"drain" | "resume" | "remove" | "edit" | null>(null);
  const host = hosts.find(each => each.id === (data?.id ?? id)) ?? data;
  const [opening, setOpening] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const shell = async () => {
    setOpening(true);
    const task = newRunId();
    try {
      await submitTask(task, { agent: host!.id, input: {} });
      go(`/tasks/${task}`);
    } catch (problem) {
      setRefused(problem as Error);
      setOpening(false);
    }
  };
  const run = () => { chosenHosts.set([host!.id]); go("/run"); };
  const { hash } = useValue(place);
  useLayoutEffect(() => {
    if (host && hash === "#drain") setAsking("drain");
    if (host && hash === "#resume") setAsking("resume");
    if (host && (hash === "#drain" || hash === "#resume")) go(location.pathname, { replace: true });
  }, [hash, host !== undefined]);
  useKeys({ r: () => { if (host) run(); } });
  if (!host) {
    return (
      <Screen title={id} name={id}>
        {error instanceof ApiError && error.status === 404 ? <Notice icon="search" title={t("noSuchHost")}><p>{error.message}</p><a class="button" href="/fleet">{t("fleet")}</a></Notice> : error ? <Failed error={error} again={again} /> : <Loading />}
      </Screen>
    );
  }

  const canDrain = host.draining !== undefined;
  return (
    <Screen name={host.name} title={<><a class="crumb" href="/fleet">{t("fleet")}</a><Icon name="chevron" size={12} /><span>{host.name}</span><HostDot host={host} text /></>}
      actions={<>
        {canDrain && <Button icon={host.draining ? "run" : "pause"} onClick={() => setAsking(host.draining ? "resume" : "drain")}>{t(host.draining ? "resume" : "drain")}</Button>}
        <Button icon="edit" label={t("edit")} onClick={() => setAsking("edit")} />
        <Button kind="quiet" icon="trash" label={t("removeHost")} onClick={() => setAsking("remove")} />
        <Button icon="terminal" title={t("openShell")} busy={opening} disabled={host.state !== "online"} onClick={() => void shell()}>{t("shell")}</Button>
        <Button kind="primary" icon="run" onClick={run}>{t("run")}</Button>
      </>}>
      <div class="host">
        {refused && <Failed error={refused} />}
        {host.draining && <DrainNote host={host} />}
        <HostFacts host={host} />
        <HostCharts id={host.id} stale={host.state !== "online"} cpus={host.facts?.cpus} memory={host.facts?.memoryBytes} />
        <div class="host-columns">
          <HostTasks id={host.id} name={host.name} />
          <HostEvents id={host.id} epoch={`${host.epoch}${host.state}${host.draining}`} />
        </div>
      </div>
      {asking === "drain" && <DrainDialog host={host} onClose={() => setAsking(null)} onHost={drained => fleet.put(drained)} />}
      {asking === "edit" && <EditHost host={host} onClose={() => setAsking(null)} onHost={changed => fleet.put(changed)} />}
      {asking === "resume" && <Confirm title={t("resumeTitle", { name: host.name })} text={t("resumeText")} action={t("resume")} onClose={() => setAsking(null)} onConfirm={async () => fleet.put(await resumeAgent(host.id))} />}
      {asking === "remove" && <Confirm title={t("removeTitle", { name: host.name })} text={`${host.running + host.queued > 0 ? `${t("removeOpen", { n: host.running + host.queued })} ` : ""}${t("removeText")}`} action={t("removeHost")} danger onClose={() => setAsking(null)}
        onConfirm={async () => { await removeAgent(host.id); fleet.remove(host.id); go("/fleet"); }} />}
    </Screen>
  );
}
