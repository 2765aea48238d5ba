import { useEffect, useRef, useState } from "preact/hooks";
import { isAbort } from "../api/ApiError.ts";
import { t } from "../i18n/t.ts";
import { Failed } from "../ui/Failed.tsx";

/** The terminal of a task that takes input. What makes it comes when the first one is looked at. */
export function ShellPane({ id }: { id: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<Error>();
  useEffect(() => {
    const stopping = new AbortController();
    const say = (problem: unknown) => { if (!isAbort(problem) && !stopping.signal.aborted) setError(problem as Error); };
    void import("./openShell.ts").then(({ openShell }) => (stopping.signal.aborted ? undefined : openShell(place.current!, id, stopping.signal, say))).catch(say);
    return () => stopping.abort();
  }, [id]);
  return (
    <section class="shell-pane" aria-label={t("shell")}>
      {error && <Failed error={error} />}
      <div class="shell-screen" ref={place} />
      <p class="shell-note faint">{t("shellNote")}</p>
    </section>
  );
}
