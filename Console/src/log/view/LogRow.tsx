import { memo } from "../../app/memo.ts";
import { t, type Key } from "../../i18n/t.ts";
import { bytes, clock, duration, since, utc } from "../../time/format.ts";
import { plain } from "../ansi/Style.ts";
import type { Row } from "../lines/Row.ts";
import type { Matcher } from "../search/matcher.ts";
import { lookOf } from "./looks.ts";
import { linked } from "./links.ts";
import { marked } from "./marked.ts";
import type { Times } from "./settings.ts";

interface LogRowProps { row: Row; times: Times; start: number; chosen: boolean; matcher: Matcher | null; found: boolean; closed: boolean; took: number | undefined }

const longestSearched = 20_000;

/** One line. Output reaches the page only as text nodes; its colours as classes and numbers. */
export const LogRow = memo(function LogRow({ row, times, start, chosen, matcher, found, closed, took }: LogRowProps) {
  const time = times === "off" ? undefined : times === "relative" ? since(row.at, start) : clock(row.at);
  const kind = row.kind === "text" ? "" : ` log-${row.kind}`;
  return (
    <div class={`log-row ${row.stream}${kind}${chosen ? " chosen" : ""}${found ? " found" : ""}${row.continues ? " continues" : ""}`} data-seq={row.seq}>
      <a class="ln" href={`#L${row.seq}`} data-n={row.seq} tabIndex={-1} aria-label={`${t("line", { n: String(row.seq) })}${row.stream === "stderr" ? ", stderr" : ""}`} />
      {time !== undefined && <span class="ts" data-time={time} title={utc(row.at)} />}
      <span class="tx">
        {row.kind === "group" && <button type="button" class="fold" data-group={row.seq} aria-expanded={!closed} tabIndex={-1}><span class="fold-mark" aria-hidden="true" />{row.text || t("group")}{took !== undefined && <span class="group-took" data-took={duration(took / 1_000)} />}</button>}
        {row.kind === "gap" ? gapText(row) : row.kind === "group" ? null : <>{sign(row)}{pieces(row, matcher)}</>}
      </span>
    </div>
  );
});

function pieces(row: Row, matcher: Matcher | null) {
  const places = matcher && row.text.length < longestSearched ? matcher.places(row.text) : [];
  if (places.length === 0 && row.spans === null && !row.text.includes("://")) {
    return row.text;
  }

  return linked(marked(row, places), row.text).map((piece, i) => {
    const text = piece.hit ? <mark key={i}>{piece.text}</mark> : piece.text;
    const href = piece.style.link ?? piece.href;
    const shown = href ? <a key={i} href={href} target="_blank" rel="noopener noreferrer" title={href} tabIndex={-1}>{text}</a> : text;
    if (piece.style === plain) {
      return shown;
    }

    const look = lookOf(piece.style);
    return <span key={i} class={look.class} style={look.style}>{shown}</span>;
  });
}

/** What an error, warning, notice, output or mask is, and where: colour alone says neither. */
const sign = (row: Row) => (row.kind === "error" || row.kind === "warning" || row.kind === "notice" || row.kind === "output" || row.kind === "mask" ? <b class="sign">{t(`sign_${row.kind}`)}{row.place && ` ${row.place}`}: </b> : null);

function gapText({ dropped, stream }: Row): string {
  const reason = dropped && ["capReached", "diskFull", "lost"].includes(dropped.reason) ? t(`gap_${dropped.reason}` as Key) : "";
  return `${t("gap", { size: bytes(dropped?.bytes ?? 0), stream })} ${reason}`;
}
