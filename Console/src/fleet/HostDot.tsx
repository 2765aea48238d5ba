import type { AgentView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { stateOf } from "./FleetFilter.ts";

export function HostDot({ host, text = false }: { host: AgentView; text?: boolean }) {
  const state = stateOf(host);
  const name = t(state === "draining" && host.running === 0 ? "host_drained" : `host_${state}`);
  return <span class={`dot host-${state}`} title={name}><i aria-hidden="true" />{text ? name : <span class="off-screen">{name}</span>}</span>;
}
