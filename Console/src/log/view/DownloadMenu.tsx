import { useState } from "preact/hooks";
import { rawLogAddress } from "../../api/logs.ts";
import { t } from "../../i18n/t.ts";
import { Menu } from "../../ui/Menu.tsx";
import { save, textFile } from "./plainText.ts";

export function DownloadMenu({ task, hasStderr }: { task: string; hasStderr: boolean }) {
  const [busy, setBusy] = useState(false);
  const text = async () => {
    setBusy(true);
    try {
      save(await textFile(task), `${task}.txt`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu icon="down" label={t("download")} busy={busy}>
      <button type="button" onClick={() => void text()}>{t("downloadText")}</button>
      <a href={rawLogAddress(task)} download={`${task}.log`}>{t("downloadRaw")}</a>
      {hasStderr && <a href={rawLogAddress(task, "stdout")} download={`${task}.stdout.log`}>{t("downloadStdout")}</a>}
      {hasStderr && <a href={rawLogAddress(task, "stderr")} download={`${task}.stderr.log`}>{t("downloadStderr")}</a>}
    </Menu>
  );
}
