import type { Limits, LimitsHeld } from "../api/types.ts";
import { t } from "../i18n/t.ts";
import { limitNames, limitProperties, writeLimits } from "../run/limits.ts";

/** What a task may use, each with what holds it as soon as its host has said so. */
export function LimitList({ limits, held }: { limits: Limits; held: LimitsHeld | undefined }) {
  const written = writeLimits(limits);
  return (
    <>
      {limitNames.filter(name => written[name]).map(name => {
        const means = held?.[limitProperties[name]];
        return <div key={name}>{t(`limit_${name}`)} <span class="number">{written[name]}</span>{means && <small class={means === "notHeld" ? "bad" : "faint"}> {t(`held_${means}`)}</small>}</div>;
      })}
    </>
  );
}
