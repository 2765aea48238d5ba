import type { SystemView } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { number, rate } from "../time/format.ts";

/** What the silos do inside, in the engine's words: for whoever looks for them. */
export function Engine({ silos, grains }: { silos: SystemView["silos"]; grains: SystemView["grains"] }) {
  return (
    <details class="card engine">
      <summary>{t("details")}</summary>
      <section aria-label={t("inside")}>
        <h2>{t("inside")}</h2>
        <ul class="plain-rows">{silos.filter(silo => silo.state !== "gone").map(silo => (
          <li key={silo.address}>
            <span class="mono">{silo.name}</span>
            <span class="number">{silo.activations !== undefined && t("activations", { n: silo.activations })}</span>
            <span class="number">{silo.callsPerSecond !== undefined && t("callsPerSecond", { n: rate(silo.callsPerSecond) })}</span>
          </li>))}</ul>
      </section>
      <section aria-label={t("grains")}>
        <h2>{t("grains")} <span class="count">{number(grains.reduce((sum, grain) => sum + grain.activations, 0))}</span></h2>
        <ul class="plain-rows">{[...grains].sort((a, b) => b.activations - a.activations).map(grain => (
          <li key={grain.type}><span class="mono">{grain.type}</span><span class="number">{number(grain.activations)}</span></li>))}</ul>
      </section>
    </details>
  );
}
