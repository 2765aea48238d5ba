import { t } from "../i18n/t.ts";
import { Button } from "../ui/Button.tsx";
import type { Draft } from "./DraftShape.ts";
import { EnvRows } from "./EnvRows.tsx";
import type { Field } from "./problems.ts";
import { TextField } from "./TextField.tsx";

/** All of a run but its script and its hosts. */
export function RunOptions({ draft, change, problem }: { draft: Draft; change: (part: Partial<Draft>) => void; problem: (field: Field) => string | undefined }) {
  return (
    <section class="card options" aria-label={t("options")}>
      <div class="fields">
        <TextField field="name" label={t("taskName")} value={draft.name} help={t("taskNameHelp")} problem={problem("name")} onChange={name => change({ name })} grow />
        <TextField field="labels" label={t("labels")} value={draft.labels} placeholder="team=ops release=42" help={t("labelsHelp")} problem={problem("labels")} onChange={labels => change({ labels })} grow />
      </div>
      <div class="fields">
        <TextField field="timeout" label={t("timeout")} value={draft.timeout} help={t("timeoutHelp")} problem={problem("timeout")} onChange={timeout => change({ timeout })} />
        <TextField field="queue" label={t("queueTimeout")} value={draft.queue} help={t("queueTimeoutHelp")} problem={problem("queue")} onChange={queue => change({ queue })} />
        <TextField field="workingDirectory" label={t("workingDirectory")} value={draft.workingDirectory} placeholder={t("ownDirectory")} help={t("workingDirectoryHelp")} problem={problem("workingDirectory")}
          onChange={workingDirectory => change({ workingDirectory })} grow />
      </div>
      <div class="fields">
        <TextField field="tty" label={t("terminal")} value={draft.tty} placeholder={t("noTerminal")} help={t("terminalHelp")} problem={problem("tty")} onChange={tty => change({ tty })} />
        <TextField field="logCap" label={t("logCap")} value={draft.logCap} placeholder="1G" help={t("logCapHelp")} problem={problem("logCap")} onChange={logCap => change({ logCap })} />
        <TextField field="keep" label={t("keep")} value={draft.keep} placeholder={t("keepUsual")} help={t("keepHelp")} problem={problem("keep")} onChange={keep => change({ keep })} />
      </div>
      <div class="fields">
        <TextField field="retries" label={t("retries")} value={draft.retries} placeholder={t("noRetries")} help={t("retriesHelp")} problem={problem("retries")} onChange={retries => change({ retries })} />
        <TextField field="retryDelay" label={t("retryDelay")} value={draft.retryDelay} placeholder="10s" help={t("retryDelayHelp")} problem={problem("retryDelay")} onChange={retryDelay => change({ retryDelay })} />
        <TextField field="lock" label={t("taskLock")} value={draft.lock} placeholder={t("noLock")} help={t("lockHelp")} problem={problem("lock")} onChange={lock => change({ lock })} />
        <label class="check grow"><input type="checkbox" checked={draft.again} onChange={event => change({ again: event.currentTarget.checked })} /><span>{t("again")}<small class="faint block">{t("againHelp")}</small></span></label>
      </div>
      <div class="fields">
        <TextField field="user" label={t("runAs")} value={draft.user} placeholder={t("agentsUser")} help={t("runAsHelp")} problem={problem("user")} onChange={user => change({ user })} />
        <label class="check"><input type="checkbox" checked={draft.login} onChange={event => change({ login: event.currentTarget.checked })} /><span>{t("login")}<small class="faint block">{t("loginHelp")}</small></span></label>
        <label class="check grow"><input type="checkbox" checked={draft.makeDirectory} onChange={event => change({ makeDirectory: event.currentTarget.checked })} /><span>{t("makeDirectory")}<small class="faint block">{t("makeDirectoryHelp")}</small></span></label>
      </div>
      <div class="fields">
        <TextField field="umask" label="umask" value={draft.umask} placeholder="022" help={t("umaskHelp")} problem={problem("umask")} onChange={umask => change({ umask })} />
        <TextField field="nice" label="nice" value={draft.nice} placeholder="0" help={t("niceHelp")} problem={problem("nice")} onChange={nice => change({ nice })} />
        <TextField field="ioNice" label="ionice" value={draft.ioNice} placeholder="best-effort:4" help={t("ioNiceHelp")} problem={problem("ioNice")} onChange={ioNice => change({ ioNice })} />
        <TextField field="timeZone" label={t("timeZone")} value={draft.timeZone} placeholder="Europe/Berlin" help={t("timeZoneHelp")} problem={problem("timeZone")} onChange={timeZone => change({ timeZone })} />
      </div>
      <div class="fields">
        <TextField field="memory" label={t("limit_memory")} value={draft.memory} placeholder={t("noLimit")} help={t("help_memory")} problem={problem("memory")} onChange={memory => change({ memory })} />
        <TextField field="cpu" label={t("limit_cpu")} value={draft.cpu} placeholder={t("noLimit")} help={t("help_cpu")} problem={problem("cpu")} onChange={cpu => change({ cpu })} />
        <TextField field="cpuTime" label={t("limit_cpuTime")} value={draft.cpuTime} placeholder={t("noLimit")} help={t("help_cpuTime")} problem={problem("cpuTime")} onChange={cpuTime => change({ cpuTime })} />
        <TextField field="processes" label={t("limit_processes")} value={draft.processes} placeholder={t("noLimit")} help={t("help_processes")} problem={problem("processes")} onChange={processes => change({ processes })} />
        <TextField field="openFiles" label={t("limit_openFiles")} value={draft.openFiles} placeholder="1024" help={t("help_openFiles")} problem={problem("openFiles")} onChange={openFiles => change({ openFiles })} />
      </div>
      <EnvRows rows={draft.env} onChange={env => change({ env })} problem={problem} />
      <TextField field="stdin" label={t("stdin")} value={draft.stdin} help={t("stdinHelp")} problem={problem("stdin")} onChange={stdin => change({ stdin, stdinForgotten: false })} tall />
      {draft.kept && Object.keys(draft.kept).length > 0 && (
        <div class="banner note" role="note">
          <p>{t("keptFromTask")} {Object.entries(draft.kept).map(([name, value]) => <code key={name} class="masked">{name}: {Array.isArray(value) ? value.join(" ") : JSON.stringify(value)}</code>)}</p>
          <Button kind="quiet" icon="close" label={t("remove")} onClick={() => change({ kept: {} })} />
        </div>
      )}
    </section>
  );
}
