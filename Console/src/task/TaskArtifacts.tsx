import { contentOf } from "../api/files.ts";
import type { TaskView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { bytes } from "../time/format.ts";
import { Fact } from "../ui/Fact.tsx";
import { Icon } from "../ui/Icon.tsx";

/** What a task brings from its host, of kind collect or when it has ended, and what of it is in the store. */
export function TaskArtifacts({ task }: { task: TaskView }) {
  return (
    <dl class="facts task-file" aria-label={t("artifacts")}>
      {task.collect && <Fact name={t("collectPaths")}>{task.collect.paths?.map(path => <code key={path} class="block">{path}</code>)}</Fact>}
      {task.artifacts && <Fact name={t("artifacts")}>{task.artifacts.map(artifact => (
        <a key={artifact.name} class="button" href={contentOf(artifact.storedId)} download={artifact.name} data-external="yes" title={t("download")}>
          <Icon name="down" /> {artifact.name} <span class="number faint">{bytes(artifact.sizeBytes)}</span>
        </a>))}</Fact>}
    </dl>
  );
}
