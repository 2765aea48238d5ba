import { useMemo } from "preact/hooks";
import { readSpec } from "../api/tasks.ts";
import type { TaskView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { scriptOf, textOf } from "../run/draftOf.ts";
import { highlight } from "../run/highlight.ts";
import { takesArguments } from "../run/taskKinds.ts";
import { writeTerminal } from "../run/terminal.ts";
import { bytes } from "../time/format.ts";
import { Copy } from "../ui/Copy.tsx";
import { Fact } from "../ui/Fact.tsx";
import { useLoad } from "../ui/useLoad.ts";

/** What was run, with what, and where: folded above its output. Values of variables are not shown; the gateway keeps them for running it again. */
export function TaskScript({ task }: { task: TaskView }) {
  const { data: spec } = useLoad(signal => readSpec(task.id, signal), [task.id]);
  const script = spec ? scriptOf(spec).replace(/\n$/, "") : "";
  const tokens = useMemo(() => highlight(script, task.kind), [script, task.kind]);
  if (!spec) {
    return null;
  }

  const stdin = spec.stdin ?? textOf(spec.stdinBase64);
  const names = [...Object.keys(spec.env ?? {}), ...Object.keys(spec.secrets ?? {})];
  return (
    <details class="task-script">
      <summary><b>{t(takesArguments(task.kind) ? "arguments" : "script")}</b> <code class="preview">{script.split("\n").find(line => line.trim() && !line.startsWith("#")) ?? script.split("\n")[0]}</code></summary>
      <div class="script-text">
        <div class="editor-gutter" aria-hidden="true"><div>{script.split("\n").map((_, i) => <span key={i}>{i + 1}</span>)}</div></div>
        <pre tabIndex={0} aria-label={t("script")}>{tokens.map((token, i) => (token.as ? <span key={i} class={`code-${token.as}`}>{token.text}</span> : token.text))}</pre>
        <Copy text={script} label={t("copyScript")} />
      </div>
      <dl class="facts">
        <Fact name={t("workingDirectory")}>{spec.workingDirectory ? <code>{spec.workingDirectory}</code> : t("ownDirectory")}</Fact>
        {spec.tty && <Fact name={t("terminal")}>{writeTerminal(spec.tty)}</Fact>}
        {names.length > 0 && <Fact name={t("environment")}>{names.map(name => <code key={name} class="masked" title={t("valueHidden")}>{name}=•••</code>)}</Fact>}
        {spec.lock && <Fact name={t("taskLock")}><code>{spec.lock}</code></Fact>}
        {spec.storedSecrets && <Fact name={t("storedSecrets")}>{Object.entries(spec.storedSecrets).map(([name, secret]) => <code key={name} title={t("valueHidden")}>{name}={secret}</code>)}</Fact>}
        {spec.secretFiles && <Fact name={t("secretFiles")}>{spec.secretFiles.map(name => <code key={name}>{name}</code>)}</Fact>}
        {stdin && <Fact name={t("stdin")}>{bytes(new TextEncoder().encode(stdin).length)}</Fact>}
      </dl>
    </details>
  );
}
