import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { online } from "../../api/connection.ts";
import { place } from "../../app/route.ts";
import { useValue } from "../../app/useValue.ts";
import type { Stream, TaskView } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";
import { bytes, number } from "../../time/format.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { copyText } from "../../ui/copyText.ts";
import { useKeys } from "../../ui/useKeys.ts";
import type { LogModel } from "../LogModel.ts";
import { nextMatch } from "../search/nextMatch.ts";
import { DownloadMenu } from "./DownloadMenu.tsx";
import { readRange, type LineRange } from "./lineRange.ts";
import { LogEmpty } from "./LogEmpty.tsx";
import { LogPane } from "./LogPane.tsx";
import { plainText } from "./plainText.ts";
import { SearchBox } from "./SearchBox.tsx";
import { times, wrap, type Times } from "./settings.ts";
import { useFrames } from "./useFrames.ts";

const mostCopied = 20_000;

/** A task's output: toolbar, lines, and what is known of the whole. */
export function LogViewer({ log, task, away }: { log: LogModel; task: TaskView; away: boolean }) {
  const connected = useValue(online);
  const draw = useFrames(log.subscribe.bind(log));
  const wraps = useValue(wrap);
  const shownTimes = useValue(times);
  const { hash } = useValue(place);
  const [range, setRange] = useState<LineRange | null>(() => readRange(location.hash));
  const [at, setAt] = useState(-1);
  const [copied, setCopied] = useState(false);
  const [told, setTold] = useState<string>();
  const [jumped, setJumped] = useState<number | null>(null);
  const shownMatch = useRef(-1);
  /** A step that was asked for before the search had come far enough to tell where it leads. */
  const owed = useRef(0);
  const input = useRef<HTMLInputElement>(null);
  const seenLast = useRef(log.last);
  const { scroll, search } = log;
  if (scroll.following) {
    seenLast.current = log.last;
  }

  const firstLook = () => {
    const wanted = readRange(location.hash);
    if (wanted) {
      log.scroll.show(wanted.from, true);
    } else if (!task.terminal) {
      log.scroll.follow();
    } else {
      log.scroll.settle();
      if (task.phase === "failed" || task.phase === "timedOut") {
        void toFailure();
      }
    }
  };
  /** Whoever opens what has failed wants to see why: the first error that is marked, or how it ended. */
  const toFailure = async () => {
    const error = await log.firstError();
    if (log.scroll.top === 0 && !location.hash) {
      if (error === null) log.scroll.follow(); else { setJumped(error); log.scroll.show(error, true); }
      draw();
    }
  };
  const error = async (by: 1 | -1) => {
    const next = await log.nextError(jumped ?? log.scroll.firstSeq() - (by > 0 ? 1 : 0), by);
    setTold(next === null ? t("noError") : undefined);
    if (next !== null) {
      setJumped(next);
      log.groups.reveal(next);
      log.scroll.show(next);
      draw();
    }
  };
  useEffect(() => {
    const wanted = readRange(hash);
    setRange(wanted);
    if (wanted && log.scroll.view > 0) {
      log.groups.reveal(wanted.from);
      log.scroll.show(wanted.from);
      draw();
    }
  }, [hash]);

  const goTo = (match: number) => { shownMatch.current = match; setAt(match); };
  const step = (by: number) => {
    const { search } = log; // not the one that was drawn: a key can be faster
    const next = search && nextMatch(search, shownMatch.current, by, log.scroll.firstSeq());
    owed.current = search && !search.done && next === null ? by : 0;
    if (search && next !== null) {
      goTo(next);
      log.groups.reveal(search.matches.seqAt(next));
      log.scroll.show(search.matches.seqAt(next));
      draw();
    }
  };
  useLayoutEffect(() => { if (owed.current !== 0) step(owed.current); });
  const follow = () => { log.scroll.follow(); draw(); };
  const copy = async () => {
    if (!range && log.last > mostCopied) {
      setTold(t("copyTooLong", { n: mostCopied }));
      return;
    }

    setTold(undefined);
    const records = range ? await log.records(range.from, Math.min(range.to, range.from + mostCopied)) : await log.records(1, mostCopied);
    if (await copyText(plainText(records))) {
      setCopied(true);
      setTimeout(() => setCopied(false), 1_500);
    }
  };
  const filter = (stream: Stream | "") => log.filter(stream === "" ? null : stream);
  const nextTimes: Record<Times, Times> = { off: "relative", relative: "absolute", absolute: "off" };
  useKeys({
    "/": () => input.current?.focus(), n: () => step(1), N: () => step(-1), f: follow, w: () => wrap.set(!wrap.current), t: () => times.set(nextTimes[times.current]),
    z: () => void log.groups.foldAll(), Z: () => log.groups.unfoldAll(), e: () => filter(log.stream === "stderr" ? "" : "stderr"),
    G: follow, "]": () => void error(1), "[": () => void error(-1), m: () => log.showMatches(!log.onlyMatches), Escape: () => { setRange(null); history.replaceState(null, "", location.pathname + location.search); },
  });
  useLayoutEffect(() => {
    const find = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "f" && !event.shiftKey && !document.querySelector("dialog[open]")) {
        event.preventDefault(); // the browser's own search sees only the lines in view
        input.current?.focus();
        input.current?.select();
      }
    };
    document.addEventListener("keydown", find);
    return () => document.removeEventListener("keydown", find);
  }, []);

  const isEmpty = log.windows.positions.count === 0;
  const fresh = log.last - seenLast.current;
  const beyond = range !== null && !(task.terminal ? range.from <= log.last : true);
  const live = !task.log.complete && !(task.terminal && task.log.complete);
  const found = at >= 0 && search ? search.matches.seqAt(at) : null;
  return (
    <section class="log" aria-label={t("output")}>
      <div class="log-bar">
        <SearchBox log={log} input={input} at={at} step={step} cleared={() => { owed.current = 0; goTo(-1); }} />
        <Segmented label={t("streams")} value={log.stream ?? ""} onChange={filter} options={[{ value: "", text: t("all") }, { value: "stdout", text: "stdout" }, { value: "stderr", text: "stderr" }]} />
        <div class="log-tools">
          <Button kind="quiet" icon="clock" class="times" label={t(`times_${shownTimes}`)} pressed={shownTimes !== "off"} onClick={() => times.set(nextTimes[shownTimes])}>
            {shownTimes === "off" ? undefined : t(`timesShort_${shownTimes}`)}
          </Button>
          {(task.phase === "failed" || task.log.stderrBytes > 0) && <Button kind="quiet" icon="warning" label={`${t("nextError")} (])`} onClick={() => void error(1)} />}
          {log.groups.any && <Button kind="quiet" icon={log.groups.folds.size > 0 ? "unfold" : "fold"} label={t(log.groups.folds.size > 0 ? "unfoldAll" : "foldAll")} busy={log.groups.folding}
            onClick={() => { if (log.groups.folds.size > 0) log.groups.unfoldAll(); else void log.groups.foldAll(); }} />}
          <Button kind="quiet" icon="wrap" label={t("wrapLines")} pressed={wraps} onClick={() => wrap.set(!wraps)} />
          <Button kind="quiet" icon={copied ? "check" : "copy"} label={copied ? t("copied") : range ? t("copyLines") : t("copyLog")} onClick={() => void copy()} />
          <DownloadMenu task={task.id} stream={log.stream} hasStderr={task.log.stderrBytes > 0 || live} />
        </div>
      </div>
      {!log.connected && connected && <div class="log-lost" role="alert"><span class="spinner" aria-hidden="true" />{t("logLost")}</div>}
      <div class="log-middle">
        <LogPane log={log} start={Date.parse(task.startedAt ?? task.submittedAt)} range={range} found={found ?? jumped} onRange={setRange} firstLook={firstLook} />
        {isEmpty && <LogEmpty task={task} filtered={log.stream !== null} looking={log.isFiltering} />}
        {live && !scroll.following && scroll.end > 0 && (
          <button type="button" class="follow" onClick={follow}><Icon name="next" size={14} />{fresh > 0 ? t("newLines", { n: fresh }) : t("follow")}</button>
        )}
      </div>
      <footer class="log-foot">
        <span class="number" title={t("recordsHint")}>{log.onlyMatches || log.stream ? t("linesOf", { n: log.windows.positions.count, all: log.last }) : t("lines", { n: log.last })}</span>
        {task.terminal && <span class="number faint">{bytes(task.log.stdoutBytes + task.log.stderrBytes)}</span>}
        {told && <span class="told" role="status">{told}</span>}
        {beyond ? <span class="told" role="status">{t("noSuchLine", { n: range.from, last: log.last })}</span> : range && <span class="chosen-lines">{range.from === range.to ? t("line", { n: number(range.from) }) : t("linesChosen", { from: number(range.from), to: number(range.to) })}</span>}
        <span class={`log-live ${!log.connected || !connected || (live && away) ? "lost" : live ? "live" : "done"}`}><i aria-hidden="true" />
          {!live ? t("complete") : !log.connected || !connected ? t("reconnecting") : away ? t("pausedAway", { host: task.agent.name }) : t(scroll.following ? "liveFollowing" : "live")}</span>
      </footer>
    </section>
  );
}
