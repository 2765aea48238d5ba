import { useEffect, useRef, useState } from "preact/hooks";
import { createJoinToken } from "../api/access.ts";
import type { AgentView } from "../api/types.ts";
import { atEndOfSession } from "../app/stored.ts";
import { t } from "../i18n/t.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { Button } from "../ui/Button.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Icon } from "../ui/Icon.tsx";
import { enrolCommand, isLoopback } from "./enrolCommand.ts";
import { useFleet } from "./useFleet.ts";

/** The token that was made last and that nobody has used yet: looking at the line again makes no other. */
let kept: { token: string; until: number } | null = null;
atEndOfSession(() => { kept = null; });

async function unused(): Promise<string> {
  if (!kept || kept.until < Date.now() + 300_000) {
    const made = await createJoinToken(1);
    kept = { token: made.token, until: Date.parse(made.expiresAt) };
  }

  return kept.token;
}

/** Makes a join token, shows the line for the host, and waits until that host is there. */
export function Enrol({ arrived }: { arrived?: (host: AgentView) => void }) {
  const { hosts, loaded } = useFleet();
  const [command, setCommand] = useState<string>();
  const [error, setError] = useState<Error>();
  const [since] = useState(() => new Date().toISOString());
  const before = useRef<Set<string> | null>(null);
  const make = () => unused().then(token => setCommand(enrolCommand(token, location.origin)), setError);
  useEffect(() => void make(), []);
  if (loaded && before.current === null) {
    before.current = new Set(hosts.map(host => host.id));
  }

  const fresh = before.current ? hosts.find(host => !before.current!.has(host.id)) : undefined;
  useEffect(() => { if (fresh) kept = null; }, [fresh]);
  useEffect(() => { if (fresh?.state === "online") arrived?.(fresh); }, [fresh?.state]);
  return (
    <div class="enrol">
      <p>{t("enrolOnHost")}</p>
      {command ? <CodeLine code={command} /> : error ? <p class="error" role="alert">{error.message} <Button onClick={() => { setError(undefined); void make(); }}>{t("tryAgain")}</Button></p> : <div class="skeleton tall" />}
      {isLoopback(location.hostname) && <p class="banner warn"><Icon name="warning" /><span>{t("enrolLoopback")}</span></p>}
      <p class="hint">{t("enrolHint")} {t("enrolWhere")}</p>
      <div class={`waiting-for${fresh ? " here" : ""}`} role="status">
        {fresh
          ? <><Icon name="check" /><span>{t(fresh.state === "online" ? "hostIsHere" : "hostEnrolled", { name: fresh.name })}</span></>
          : <><span class="pulse" aria-hidden="true" /><span>{t("waitingForHost")}</span><span class="faint"><Elapsed from={since} /></span></>}
      </div>
    </div>
  );
}
