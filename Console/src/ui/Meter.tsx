/** A share of a whole, with its text beside it. */
export function Meter({ used, total, text, label }: { used: number; total: number; text: string; label: string }) {
  const share = total > 0 ? Math.min(1, used / total) : 0;
  return (
    <span class="meter" title={`${label}: ${text}`}>
      <span class="meter-bar" aria-hidden="true"><span class={`meter-fill${share > 0.92 ? " full" : share > 0.8 ? " high" : ""}`} style={{ width: `${share * 100}%` }} /></span>
      <span class="number">{text}</span>
    </span>
  );
}
