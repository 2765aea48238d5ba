import { useState } from "preact/hooks";
import { allPages } from "../api/pages.ts";
import { deleteSecret, listSecrets } from "../api/secrets.ts";
import type { SecretView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { Button } from "../ui/Button.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Confirm } from "../ui/Confirm.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Screen } from "../ui/Screen.tsx";
import { TypedInput } from "../ui/TypedInput.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { SecretForm } from "./SecretForm.tsx";

const pageSize = 500;

/** Rows at once: whoever has more finds one by its name. */
const most = 500;

/** Secrets that tasks use by name: for which hosts each is, and who set it when. Nobody is shown a value. */
export function SecretsScreen() {
  const { data, error, again } = useLoad(signal => allPages(cursor => listSecrets(pageSize, cursor, signal)), []);
  const [text, setText] = useState("");
  const [editing, setEditing] = useState<SecretView | "new" | null>(null);
  const [deleting, setDeleting] = useState<SecretView | null>(null);
  const found = data?.filter(secret => secret.name.toLowerCase().includes(text.toLowerCase())) ?? [];
  return (
    <Screen title={t("secrets")} name={t("secrets")} actions={<Button icon="plus" kind="primary" disabled={!data} onClick={() => setEditing("new")}>{t("newSecret")}</Button>}>
      {error && !data ? <Failed error={error} again={again} /> : !data ? <Loading rows={3} /> : data.length === 0 ? (
        <Notice icon="key" title={t("noSecrets")}><p>{t("noSecretsText")}</p><CodeLine code="opsctl secrets set db-password --on role=web --file password.txt" /></Notice>
      ) : (
        <section class="card secrets" aria-label={t("secrets")}>
          <header><TypedInput value={text} placeholder={t("filterSecrets")} onTyped={setText} /></header>
          {found.length === 0 ? <Notice icon="key" title={t("nothingFound")} /> : (
            <ul class="plain-rows">{found.slice(0, most).map(secret => (
              <li key={secret.name}>
                <span><b>{secret.name}</b>{secret.olderKey && <span class="badge warn" title={t("secretOlderKeyHelp")}>{t("secretOlderKey")}</span>}<span class="faint block">{t("secretVersion", { n: secret.version })}</span></span>
                <span><span class="faint">{t("secretOn")}</span> <code>{secret.on}</code></span>
                <span class="faint">{secret.by} · <Time at={secret.changedAt} /></span>
                <Button kind="quiet" icon="edit" label={t("editSecret", { name: secret.name })} onClick={() => setEditing(secret)} />
                <Button kind="quiet" icon="trash" label={t("deleteSecret", { name: secret.name })} onClick={() => setDeleting(secret)} />
              </li>))}</ul>)}
          {found.length > most && <p class="faint">{t("moreSecrets", { n: found.length - most })}</p>}
        </section>
      )}
      {editing && data && <SecretForm of={editing === "new" ? null : editing} taken={data.map(secret => secret.name)} onClose={() => setEditing(null)} onStored={() => { setEditing(null); again(); }} />}
      {deleting && <Confirm title={t("deleteFileTitle", { name: deleting.name })} text={t("deleteSecretText")} action={t("remove")} danger onClose={() => setDeleting(null)} onConfirm={async () => { await deleteSecret(deleting.name); again(); }} />}
    </Screen>
  );
}
