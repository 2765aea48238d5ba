import { memo } from "../../app/memo.ts";
import { t, type Key } from "../../i18n/t.ts";
import { bytes, clock, since, utc } from "../../time/format.ts";
import { plain } from "../ansi/Style.ts";
import type { Row } from "../lines/Row.ts";
import type { Matcher } from "../search/matcher.ts";
import { lookOf } from "./looks.ts";
import { marked } from "./marked.ts";
import type { Times } from "./settings.ts";

interface LogRowProps { row: Row; times: Times; start: number; chosen: boolean; matcher: Matcher | null; found: boolean; closed: boolean }

const longestSearched = 20_000;

/** One line. Output reaches the page only as text nodes; its colours as classes and numbers. */
export const LogRow = memo(function LogRow({ row, times, start, chosen, matcher, found, closed }: LogRowProps) {
  const time = times === "off" ? undefined : times === "relative" ? since(row.at, start) : clock(row.at);
  const kind = row.kind === "text" ? "" : ` log-${row.kind}`;
  return (
    <div class={`log-row ${row.stream}${kind}${chosen ? " chosen" : ""}${found ? " found" : ""}${row.continues ? " continues" : ""}`} data-seq={row.seq}>
      <a class="ln" href={`#L${row.seq}`} data-n={row.seq} tabIndex={-1} aria-label={`${t("line", { n: String(row.seq) })}${row.stream === "stderr" ? ", stderr" : ""}`} />
      {time !== undefined && <span class="ts" data-time={time} title={utc(row.at)} />}
      <span class="tx">
        {row.kind === "group" && <button type="button" class="fold" data-group={row.seq} aria-expanded={!closed} tabIndex={-1}><span class="fold-mark" aria-hidden="true" />{row.text || t("group")}</button>}
        {row.kind === "gap" ? gapText(row) : row.kind === "group" ? null : pieces(row, matcher)}
      </span>
    </div>
  );
});

function pieces(row: Row, matcher: Matcher | null) {
  const places = matcher && row.text.length < longestSearched ? matcher.places(row.text) : [];
  if (places.length === 0 && row.spans === null) {
    return row.text;
  }

  return marked(row, places).map((piece, i) => {
    const look = lookOf(piece.style);
    const text = piece.hit ? <mark>{piece.text}</mark> : piece.text;
    return piece.style === plain ? (piece.hit ? <mark key={i}>{piece.text}</mark> : piece.text) : <span key={i} class={look.class} style={look.style}>{text}</span>;
  });
}

function gapText({ dropped, stream }: Row): string {
  const reason = dropped && ["capReached", "diskFull", "lost"].includes(dropped.reason) ? t(`gap_${dropped.reason}` as Key) : "";
  return `${t("gap", { size: bytes(dropped?.bytes ?? 0), stream })} ${reason}`;
}
