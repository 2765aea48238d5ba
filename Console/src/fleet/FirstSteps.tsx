import { useState } from "preact/hooks";
import type { AgentView } from "../api/types.ts";
import { go } from "../app/route.ts";
import { t } from "../i18n/t.ts";
import { chosenHosts } from "../run/chosenHosts.ts";
import { startFirstTask } from "../run/draft.ts";
import { Button } from "../ui/Button.tsx";
import { Enrol } from "./Enrol.tsx";
import { Steps } from "./Steps.tsx";

/** Leads somebody who has no host yet to the first host and the first task. */
export function FirstSteps({ done }: { done: () => void }) {
  const [host, setHost] = useState<AgentView>();
  const run = () => {
    chosenHosts.set([host!.id]);
    startFirstTask();
    go("/run");
  };
  return (
    <div class="first-steps">
      <p class="lead">{t("firstLead")}</p>
      <Steps now={host ? 2 : 1} steps={[
        { title: t("stepLogIn"), body: null },
        { title: host ? t("hostIsHere", { n: 1, name: host.name }) : t("stepFirstHost"), body: <Enrol arrived={hosts => setHost(hosts[0])} /> },
        {
          title: t("stepFirstTask"),
          body: <><p>{t("firstTaskText", { name: host?.name ?? "" })}</p><p class="actions"><Button kind="primary" icon="run" onClick={run}>{t("writeFirstTask")}</Button><Button kind="quiet" onClick={done}>{t("showFleet")}</Button></p></>,
        },
      ]} />
    </div>
  );
}
