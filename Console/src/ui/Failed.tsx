import { t } from "../i18n/t.ts";
import { Button } from "./Button.tsx";
import { Notice } from "./Notice.tsx";

export function Failed({ error, again }: { error: Error; again?: () => void }) {
  return (
    <Notice icon="warning" kind="error" title={t("couldNotLoad")}>
      <p>{error.message}</p>
      {again && <Button icon="again" onClick={again}>{t("tryAgain")}</Button>}
    </Notice>
  );
}
