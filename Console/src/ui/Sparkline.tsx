/** A small line of the last values; the scale begins at 0. */
export function Sparkline({ values, most, label }: { values: readonly number[]; most?: number | undefined; label: string }) {
  const [width, height] = [72, 20];
  if (values.length < 2) {
    return <svg class="sparkline" width={width} height={height} role="img" aria-label={label} />;
  }

  const top = Math.max(most ?? 0, ...values, 0.01);
  const points = values.map((value, i) => `${((i / (values.length - 1)) * width).toFixed(1)},${(height - 1.5 - (value / top) * (height - 3)).toFixed(1)}`);
  return (
    <svg class="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polygon points={`0,${height} ${points.join(" ")} ${width},${height}`} />
      <polyline points={points.join(" ")} />
    </svg>
  );
}
