export interface ChartPoint { at: number; value: number }
export interface ChartLine { name: string; points: readonly ChartPoint[] }

/** The next round number above. */
export function niceTop(value: number): number {
  if (value <= 0) {
    return 1;
  }

  const size = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map(step => step * size).find(step => step >= value)!;
}

/** Where a moment stands across a chart. The mean of some time has the time's beginning, which may be before the chart's: it stands at the edge. */
export const across = (from: number, to: number, width: number) => (at: number): number => Math.max(0, Math.min(1, (at - from) / Math.max(1, to - from))) * width;

/** SVG paths; a pause longer than `gap` breaks the line. */
export function chartPath(points: readonly ChartPoint[], x: (at: number) => number, y: (value: number) => number, gap: number): { area: string; stroke: string } {
  let [area, stroke] = ["", ""];
  let begun: ChartPoint | null = null;
  points.forEach((point, i) => {
    const before = points[i - 1];
    const place = `${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`;
    if (!before || point.at - before.at > gap) {
      area += close(begun, before, x, y) + `M${x(point.at).toFixed(1)},${y(0)}L${place}`;
      stroke += `M${place}`;
      begun = point;
    } else {
      area += `L${place}`;
      stroke += `L${place}`;
    }
  });
  return { area: area + close(begun, points.at(-1), x, y), stroke };
}

const close = (begun: ChartPoint | null, last: ChartPoint | undefined, x: (at: number) => number, y: (value: number) => number): string =>
  begun && last ? `L${x(last.at).toFixed(1)},${y(0)}Z` : "";

/** What was measured next to a moment, by the name of its line. */
export function nearest(lines: readonly ChartLine[], at: number): { at: number; values: Map<string, number> } | null {
  const all = lines.flatMap(line => line.points.map(point => point.at));
  if (all.length === 0) {
    return null;
  }

  const moment = all.reduce((best, each) => (Math.abs(each - at) < Math.abs(best - at) ? each : best));
  const values = new Map<string, number>();
  for (const line of lines) {
    const point = line.points.find(each => each.at === moment);
    if (point) {
      values.set(line.name, point.value);
    }
  }

  return { at: moment, values };
}
