import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { exact } from "../time/format.ts";
import { useWidth } from "../ui/useWidth.ts";
import { across, chartPath, nearest, niceTop, type ChartLine } from "./chartMath.ts";

interface ChartProps { title: string; lines: readonly ChartLine[]; from: number; to: number; format: (value: number) => string; top?: number | undefined; empty: string; step: number; stale: boolean }

const height = 112;
const foot = 18;
const head = 15;

/** One or two lines over time. Where nothing was measured, nothing is drawn. */
export function Chart({ title, lines, from, to, format, top, empty, step, stale }: ChartProps) {
  const { box, width } = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const values = lines.flatMap(line => line.points.map(point => point.value));
  const most = top ?? niceTop(Math.max(0, ...values));
  const x = across(from, to, width);
  const y = (value: number) => head + (1 - Math.min(1, value / most)) * (height - foot - head);
  const hover = at === null ? null : nearest(lines, from + (at / Math.max(1, width)) * (to - from));
  const hour = (time: number) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
  const measured = lines.some(line => line.points.length > 1);
  const newest = lines.map(line => ({ ...line, value: hover?.values.get(line.name) ?? line.points.at(-1)?.value }));
  return (
    <figure class="chart card">
      <figcaption>
        <span>{title}</span>
        <span class={`chart-values${stale && !hover ? " stale" : ""}`} title={stale && !hover ? t("lastKnown") : undefined}>{measured && newest.map((line, i) => line.value !== undefined && (
          <span key={line.name} class={`number series-${i}`}>{lines.length > 1 && <small>{line.name} </small>}{format(line.value)}</span>))}{measured && stale && !hover && <small class="faint">{t("lastKnown")}</small>}</span>
      </figcaption>
      <div ref={box} class="chart-box" onPointerMove={event => setAt(event.clientX - event.currentTarget.getBoundingClientRect().left)} onPointerLeave={() => setAt(null)}>
        {!measured ? <p class="faint chart-empty">{empty}</p> : width > 0 && (
          <svg width={width} height={height} role="img" aria-label={`${title}: ${newest.map(line => `${line.name} ${line.value === undefined ? "–" : format(line.value)}`).join(", ")}`}>
            {[0, 0.5, 1].map(part => <line key={part} class="chart-grid" x1={0} x2={width} y1={y(most * part)} y2={y(most * part)} />)}
            {lines.map((line, i) => {
              const { area, stroke } = chartPath(line.points, x, y, step * 3.5);
              return <g key={line.name} class={`series-${i}`}>{lines.length === 1 && <path class="chart-area" d={area} />}<path class="chart-line" d={stroke} /></g>;
            })}
            {hover && <line class="chart-hover" x1={x(hover.at)} x2={x(hover.at)} y1={0} y2={height - foot} />}
            {hover && lines.map((line, i) => hover.values.has(line.name) && <circle key={line.name} class={`chart-dot series-${i}`} r={3} cx={x(hover.at)} cy={y(hover.values.get(line.name)!)} />)}
            <text class="chart-text" x={0} y={height - 4}>{hour(from)}</text>
            <text class="chart-text" x={width} y={height - 4} text-anchor="end">{hover ? exact(hover.at) : hour(to)}</text>
            <text class="chart-text" x={width} y={head - 4} text-anchor="end">{format(most)}</text>
          </svg>)}
      </div>
    </figure>
  );
}
