import type { Labels as LabelValues } from "../api/types.ts";

export function Labels({ labels, most = 99 }: { labels: LabelValues; most?: number }) {
  const all = Object.entries(labels);
  return (
    <span class="labels">
      {all.slice(0, most).map(([name, value]) => <span key={name} class="label" title={`${name}=${value}`}><span class="label-name">{name}</span>{value}</span>)}
      {all.length > most && <span class="label" title={all.slice(most).map(([name, value]) => `${name}=${value}`).join("\n")}>+{all.length - most}</span>}
    </span>
  );
}
