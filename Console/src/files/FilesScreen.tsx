import { useRef, useState } from "preact/hooks";
import { contentOf, deleteFile, listFiles } from "../api/files.ts";
import type { FileView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { bytes } from "../time/format.ts";
import { Time } from "../time/Time.tsx";
import { Button } from "../ui/Button.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Copy } from "../ui/Copy.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Meter } from "../ui/Meter.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { TypedInput } from "../ui/TypedInput.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { Uploads } from "./Uploads.tsx";
import { useUploads } from "./useUploads.ts";

/** The store of files: what is there, and the way in, by choosing or by dropping. */
export function FilesScreen() {
  const [text, setText] = useState("");
  const [deleting, setDeleting] = useState<FileView | null>(null);
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const files = useLoad(signal => listFiles(text || undefined, signal), [text], 15_000);
  const uploads = useUploads(files.again);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    uploads.add([...event.dataTransfer?.files ?? []]);
  };
  const { data } = files;
  return (
    <Screen title={t("files")} name={t("files")} actions={<Button icon="up" kind="primary" onClick={() => picker.current?.click()}>{t("putFiles")}</Button>}>
      <input ref={picker} type="file" multiple hidden aria-label={t("putFiles")} onChange={event => { uploads.add([...event.currentTarget.files ?? []]); event.currentTarget.value = ""; }} />
      <div class={`files${over ? " drop" : ""}`} onDragOver={event => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={dropped}>
        <Uploads of={uploads.all} onCancel={uploads.cancel} onDismiss={uploads.dismiss} />
        <section class="card" aria-label={t("files")}>
          <header>
            <TypedInput value={text} placeholder={t("filterFiles")} onTyped={setText} />
            {data && <Meter used={data.usedBytes} total={data.quotaBytes} text={`${bytes(data.usedBytes)} / ${bytes(data.quotaBytes)}`} label={t("used")} />}
          </header>
          <p class="hint">{t("filesHint")} <code>opsctl files put FILE</code></p>
          {files.error && !data ? <Failed error={files.error} again={files.again} /> : !data ? <Loading rows={3} /> : data.items.length === 0 ? <Notice icon="files" title={text ? t("nothingFound") : t("noFiles")} /> : (
            <ul class="plain-rows">{data.items.map(file => (
              <li key={file.id}>
                <span><b>{file.name}</b> {file.otherNames && <span class="faint">{file.otherNames.join(", ")}</span>}<span class="faint block mono">{file.id.slice(0, 12)}<Copy text={file.id} /></span></span>
                <span class="number">{bytes(file.sizeBytes)}</span>
                <span class="faint">{file.putBy} · <Time at={file.putAt} /></span>
                <span class="faint">{t("keptUntil")} <Time at={file.expiresAt} as="exact" /></span>
                <a class="button quiet only-icon" href={contentOf(file.id)} download={file.name} data-external="yes" title={t("download")} aria-label={`${t("download")} ${file.name}`}><Icon name="down" /></a>
                <Button kind="quiet" icon="trash" label={t("deleteFile", { name: file.name })} onClick={() => setDeleting(file)} />
              </li>))}</ul>)}
        </section>
      </div>
      {deleting && <Confirm title={t("deleteFileTitle", { name: deleting.name })} text={t("deleteFileText")} action={t("remove")} danger onClose={() => setDeleting(null)} onConfirm={async () => { await deleteFile(deleting.id); files.again(); }} />}
    </Screen>
  );
}
