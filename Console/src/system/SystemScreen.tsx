import { readSystem } from "../api/system.ts";
import { t, type Key } from "../i18n/t.ts";
import { bytes, duration, rate } from "../time/format.ts";
import { Fact } from "../ui/Fact.tsx";
import { Failed } from "../ui/Failed.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Meter } from "../ui/Meter.tsx";
import { Screen } from "../ui/Screen.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { Engine } from "./Engine.tsx";
import { Processes } from "./Processes.tsx";

const known = ["always", "everysec", "no", "off", "memory"];

export function SystemScreen() {
  const { data, error, again } = useLoad(readSystem, [], 3_000);
  if (!data) {
    return <Screen title={t("system")} name={t("system")}>{error ? <Failed error={error} again={again} /> : <Loading />}</Screen>;
  }

  const { store } = data;
  return (
    <Screen title={t("system")} name={t("system")} actions={data.dashboard && <a class="button" href={data.dashboard} target="_blank" rel="noopener"><Icon name="link" /><span>{t("orleansDashboard")}</span></a>}>
      <div class="system">
        <section class="card" aria-label={t("overview")}>
          <dl class="facts">
            <Fact name={t("version")}>{data.version}</Fact>
            <Fact name={t("uptime")}>{duration(data.uptimeSeconds)}</Fact>
            <Fact name={t("durability")} wide><b>{data.durability}</b> <span class="faint">{known.includes(data.durability) ? t(`durability_${data.durability}` as Key) : ""}</span></Fact>
          </dl>
        </section>
        <section class="card" aria-label={t("store")}>
          <header><h2>{t("store")}</h2></header>
          {store.problem && <div class="banner warn" role="alert"><Icon name="warning" /><p>{store.problem}</p></div>}
          <dl class="facts">
            {store.address && <Fact name={t("address")}><span class="mono">{store.address}</span></Fact>}
            {store.version && <Fact name={t("version")}>{store.version}</Fact>}
            {store.latencyMs !== undefined && <Fact name={t("latency")}><span class="number">{store.latencyMs.toFixed(2)} ms</span></Fact>}
            {store.usedMemoryBytes !== undefined && <Fact name={t("memory")}>{store.maxMemoryBytes
              ? <Meter used={store.usedMemoryBytes} total={store.maxMemoryBytes} text={`${bytes(store.usedMemoryBytes)} / ${bytes(store.maxMemoryBytes)}`} label={t("memory")} />
              : <span class="number">{bytes(store.usedMemoryBytes)}</span>}</Fact>}
          </dl>
        </section>
        {data.clusterProblem && <div class="banner warn" role="alert"><Icon name="warning" /><p>{data.clusterProblem}</p></div>}
        <Processes title={t("silos")} of={data.silos} />
        <Processes title={t("gateways")} of={data.gateways} figures={gateway => [t("connections", { n: gateway.connections }), t("messagesPerSecond", { n: rate(gateway.messagesPerSecond) })]} />
        <Engine silos={data.silos} grains={data.grains} />
      </div>
    </Screen>
  );
}
