import { contentOf } from "../api/files.ts";
import type { TaskView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { bytes } from "../time/format.ts";
import { Copy } from "../ui/Copy.tsx";
import { Fact } from "../ui/Fact.tsx";

/** What a task of kind file puts where. */
export function TaskFile({ file }: { file: NonNullable<TaskView["file"]> }) {
  const owner = [file.owner, file.group].filter(Boolean).join(":");
  return (
    <dl class="facts task-file" aria-label={t("kind_file")}>
      <Fact name={t("fileTo")}><code>{file.path}</code><Copy text={file.path ?? ""} /></Fact>
      <Fact name={t("fileFrom")}>
        {file.storedId ? <a href={contentOf(file.storedId)} download={file.name} data-external="yes" title={t("download")}>{file.name ?? file.storedId.slice(0, 12)}</a>
          : file.url ? <code>{file.url}</code>
          : t("fileFromTask")}
      </Fact>
      {file.sizeBytes !== undefined && <Fact name={t("fileSize")}><span class="number">{bytes(file.sizeBytes)}</span></Fact>}
      {(file.sha256 ?? file.storedId) && <Fact name="SHA-256"><code title={file.sha256 ?? file.storedId}>{(file.sha256 ?? file.storedId)!.slice(0, 12)}</code><Copy text={(file.sha256 ?? file.storedId)!} /></Fact>}
      {file.headers && <Fact name={t("fileHeaders")}>{Object.keys(file.headers).map(name => <code key={name} class="masked" title={t("valueHidden")}>{name}: •••</code>)}</Fact>}
      {file.mode && <Fact name={t("fileMode")}><code>{file.mode}</code></Fact>}
      {owner && <Fact name={t("fileOwner")}>{owner}</Fact>}
      {file.ifExists && <Fact name={t("fileIfExists")}>{t(file.ifExists === "keep" ? "fileKeep" : "fileFail")}</Fact>}
      {file.bytesPerSecond !== undefined && <Fact name={t("fileSpeed")}><span class="number">{bytes(file.bytesPerSecond)}/s</span></Fact>}
    </dl>
  );
}
