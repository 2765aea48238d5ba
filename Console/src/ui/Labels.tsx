import type { Labels as LabelValues } from "../api/types.ts";

/** Where a label leads: to everything that has it; that of a job to the job. */
export const tasksWith = (name: string, value: string): string => name === "job" ? `/jobs/${encodeURIComponent(value)}` : `/tasks?label=${encodeURIComponent(`${name}=${value}`)}`;
export const hostsWith = (name: string, value: string): string => `/fleet?q=${encodeURIComponent(`${name}=${value}`)}`;

interface LabelsProps { labels: LabelValues; most?: number; href?: (name: string, value: string) => string; tabIndex?: number | undefined }

export function Labels({ labels, most = 99, href, tabIndex }: LabelsProps) {
  const all = Object.entries(labels);
  return (
    <span class="labels">
      {all.slice(0, most).map(([name, value]) => {
        const text = <><span class="label-name">{name}</span>{value}</>;
        const title = `${name}=${value}`;
        return href ? <a key={name} class="label" href={href(name, value)} title={title} tabIndex={tabIndex}>{text}</a> : <span key={name} class="label" title={title}>{text}</span>;
      })}
      {all.length > most && <span class="label" title={all.slice(most).map(([name, value]) => `${name}=${value}`).join("\n")}>+{all.length - most}</span>}
    </span>
  );
}
