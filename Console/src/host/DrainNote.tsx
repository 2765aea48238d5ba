import { agentEvents } from "../api/agents.ts";
import type { AgentView } from "../api/types.ts";
import { said } from "../i18n/said.ts";
import { t } from "../i18n/t.ts";
import { Time } from "../time/Time.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useLoad } from "../ui/useLoad.ts";

/** That a host gets no new tasks, since when and by whom; and when nothing runs on it any more. */
export function DrainNote({ host }: { host: AgentView }) {
  const { data } = useLoad(signal => agentEvents(host.id, signal), [host.id, host.drainReason]);
  const drained = data?.items.find(event => event.kind === "drained");
  return (
    <div class="banner note" role="note">
      <Icon name="pause" />
      <p>{t(host.running === 0 ? "drainedText" : "drainingText")}{drained && <> {said(drained.why, drained.text)} <span class="faint"><Time at={drained.at} /></span></>}</p>
    </div>
  );
}
