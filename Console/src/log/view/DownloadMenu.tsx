import { useState } from "preact/hooks";
import { rawLogAddress } from "../../api/logs.ts";
import type { Stream } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { Menu } from "../../ui/Menu.tsx";
import { save, textFile, timedFile } from "./plainText.ts";

export function DownloadMenu({ task, hasStderr, stream }: { task: string; hasStderr: boolean; stream: Stream | null }) {
  const [busy, setBusy] = useState(false);
  const text = async (times: boolean) => {
    setBusy(true);
    try {
      save(await (times ? timedFile(task, stream) : textFile(task, stream)), `${task}${stream ? `.${stream}` : ""}.txt`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu icon="down" label={t("download")} busy={busy}>
      <button type="button" onClick={() => void text(false)}>{t("downloadText")}{stream && ` (${stream})`}</button>
      <button type="button" onClick={() => void text(true)}>{t("downloadTimes")}{stream && ` (${stream})`}</button>
      <a href={rawLogAddress(task)} download={`${task}.log`}>{t("downloadRaw")}</a>
      {hasStderr && <a href={rawLogAddress(task, "stdout")} download={`${task}.stdout.log`}>{t("downloadStdout")}</a>}
      {hasStderr && <a href={rawLogAddress(task, "stderr")} download={`${task}.stderr.log`}>{t("downloadStderr")}</a>}
    </Menu>
  );
}
