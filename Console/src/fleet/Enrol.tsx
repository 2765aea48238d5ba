import { useEffect, useRef, useState } from "preact/hooks";
import type { AgentView, JoinToken } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { writeDuration } from "../run/durations.ts";
import { Elapsed } from "../time/Elapsed.tsx";
import { Button } from "../ui/Button.tsx";
import { CodeLine } from "../ui/CodeLine.tsx";
import { Icon } from "../ui/Icon.tsx";
import { enrolCommand, isLoopback } from "./enrolCommand.ts";
import { JoinFields } from "./JoinFields.tsx";
import { tokenIsUsed, unusedToken, usualJoining } from "./joinTokens.ts";
import { useFleet } from "./useFleet.ts";

/** Makes a join token, shows the line for the host, and waits until that host is there. */
export function Enrol({ arrived }: { arrived?: (hosts: readonly AgentView[]) => void }) {
  const { hosts, loaded } = useFleet();
  const [joining, setJoining] = useState(usualJoining);
  const [made, setMade] = useState<JoinToken>();
  const [error, setError] = useState<Error>();
  const [since] = useState(() => new Date().toISOString());
  const before = useRef<Set<string> | null>(null);
  const make = () => {
    setError(undefined);
    setMade(undefined);
    void unusedToken(joining).then(setMade, setError);
  };
  useEffect(make, [joining]);
  if (loaded && before.current === null) {
    before.current = new Set(hosts.map(host => host.id));
  }

  const fresh = before.current ? hosts.filter(host => !before.current!.has(host.id)) : [];
  const here = fresh.filter(host => host.state === "online");
  useEffect(() => { if (fresh.length) tokenIsUsed(); }, [fresh.length]);
  useEffect(() => { if (here.length) arrived?.(here); }, [here.length]);
  return (
    <div class="enrol">
      <p>{t(made?.programs?.length ? "enrolAsRoot" : "enrolOnHost")}</p>
      {made ? <CodeLine code={enrolCommand(made, location.origin, joining.name)} /> : error ? <p class="error" role="alert">{error.message} <Button onClick={make}>{t("tryAgain")}</Button></p> : <div class="skeleton tall" />}
      {isLoopback(location.hostname) && <p class="banner warn"><Icon name="warning" /><span>{t("enrolLoopback")}</span></p>}
      <p class="hint">{t("enrolHint", { n: joining.uses, life: writeDuration(joining.seconds) })} {made?.programs?.length ? t("enrolInstalls", { option: "--user NAME" }) : t("enrolWhere")}</p>
      <JoinFields joining={joining} onChange={setJoining} />
      <div class={`waiting-for${fresh.length ? " here" : ""}`} role="status">
        {fresh.length
          ? <><Icon name="check" /><span>{t(here.length ? "hostIsHere" : "hostEnrolled", { n: fresh.length, name: (here.length ? here : fresh).map(host => host.name).join(", ") })}</span></>
          : <><span class="pulse" aria-hidden="true" /><span>{t("waitingForHost")}</span><span class="faint"><Elapsed from={since} /></span></>}
      </div>
    </div>
  );
}
