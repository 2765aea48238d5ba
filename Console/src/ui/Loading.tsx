import { online } from "../api/connection.ts";
import { useValue } from "../app/useValue.ts";
import { t } from "../i18n/t.ts";
import { Notice } from "./Notice.tsx";

/** Bars where rows will be, so that nothing jumps; no bars while nothing can come. */
export function Loading({ rows = 6 }: { rows?: number }) {
  if (!useValue(online)) {
    return <Notice icon="clock" title={t("notKnownYet")} />;
  }

  return (
    <div class="loading" role="status" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, i) => <div key={i} class="skeleton" />)}
    </div>
  );
}
