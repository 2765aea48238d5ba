import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useValue } from "../../app/useValue.ts";
import { t } from "../../i18n/t.ts";
import { ScrollScale } from "../layout/ScrollScale.ts";
import { rowHeight, type LogModel } from "../LogModel.ts";
import { blockSize } from "../source/Block.ts";
import { writeRange, type LineRange } from "./lineRange.ts";
import { LogRow } from "./LogRow.tsx";
import { times as timesSetting, wrap as wrapSetting } from "./settings.ts";
import { useFrames } from "./useFrames.ts";

interface LogPaneProps { log: LogModel; start: number; range: LineRange | null; found: number | null; onRange: (range: LineRange) => void; firstLook: () => void }

/** The lines in view. It follows the end until the reader scrolls up. */
export function LogPane({ log, start, range, found, onRange, firstLook }: LogPaneProps) {
  const later = useFrames(log.subscribe.bind(log));
  const wrap = useValue(wrapSetting);
  const times = useValue(timesSetting);
  const box = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const scale = useRef(new ScrollScale());
  const placed = useRef(0);
  const scrolledAt = useRef(0);
  const { scroll } = log;

  const look = () => {
    const element = box.current;
    if (!element) {
      return; // gone since the browser took note
    }

    const width = rows.current!.querySelector<HTMLElement>(".tx")?.offsetWidth ?? element.clientWidth - 90;
    const columns = wrap ? Math.max(20, Math.floor((Math.min(width, element.clientWidth) - 12) / (probe.current!.getBoundingClientRect().width / 20))) : null;
    const first = log.scroll.view === 0;
    log.scroll.keep(() => {
      log.scroll.view = element.clientHeight;
      if (log.rowHeights.columns !== columns) {
        log.rowHeights.columns = columns;
        log.rowHeights.forget();
        log.scroll.relearn();
      }
    });
    if (first) {
      firstLook();
    }

    later();
  };
  useLayoutEffect(look, [wrap, times, log.stream]);
  useEffect(() => {
    const sizes = new ResizeObserver(look);
    sizes.observe(box.current!);
    return () => sizes.disconnect();
  }, [wrap, times]);

  const moved = () => {
    const element = box.current!;
    if (Math.abs(element.scrollTop - placed.current) < 1.5) {
      return; // we put it there
    }

    scrolledAt.current = performance.now();
    placed.current = element.scrollTop;
    log.scroll.scrollTo(scale.current.moved(element.scrollTop, log.scroll.top, log.scroll.total, log.scroll.view));
    later();
  };
  useLayoutEffect(() => {
    const element = box.current!;
    measure();
    const wanted = scale.current.barFor(log.scroll.top, log.scroll.total, log.scroll.view);
    const settling = log.scroll.total > 8_000_000 && performance.now() - scrolledAt.current < 200;
    if (Math.abs(element.scrollTop - wanted) >= 1.5 && !settling) {
      element.scrollTop = wanted;
      placed.current = element.scrollTop;
      scale.current.placed(element.scrollTop);
    } else if (settling) {
      setTimeout(later, 220);
    }
  });

  /** Wrapped lines have the height that they have: what was thought of them is mended, and the page drawn once more. */
  const measure = () => {
    if (!wrap) {
      return;
    }

    const wrong = new Set<number>();
    for (const element of rows.current!.querySelectorAll<HTMLElement>(".log-row")) {
      const position = log.windows.positions.positionOf(Number(element.dataset.seq));
      const block = Math.floor(position / blockSize);
      const row = log.windows.block(block)?.rows.find(each => each.seq === Number(element.dataset.seq));
      if (row && log.rowHeights.measured(row, element.offsetHeight)) {
        wrong.add(block);
      }
    }

    if (wrong.size > 0) {
      wrong.forEach(block => log.scroll.changed(block));
      later();
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowUp: -rowHeight, ArrowDown: rowHeight, PageUp: -scroll.view + rowHeight, PageDown: scroll.view - rowHeight, Home: -Infinity, End: Infinity };
    const by = steps[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }

    event.preventDefault();
    log.scroll.scrollTo(by === Infinity ? log.scroll.end : Math.max(0, log.scroll.top + by));
    later();
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const group = target.closest<HTMLElement>("[data-group]")?.dataset.group;
    const line = target.closest<HTMLElement>(".ln")?.dataset.n;
    if (group) {
      void log.groups.toggle(Number(group));
    } else if (line && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      const seq = Number(line);
      const next = event.shiftKey && range ? { from: Math.min(range.from, seq), to: Math.max(range.from, seq) } : { from: seq, to: seq };
      onRange(next);
      history.replaceState(null, "", location.pathname + location.search + writeRange(next));
    }
  };

  const { items, y } = scroll.visible();
  const digits = Math.max(3, String(log.last).length);
  return (
    <div class={`log-box${wrap ? " wraps" : ""} digits-${Math.min(digits, 10)}`} ref={box} tabIndex={0} role="log" aria-live="off" aria-label={t("output")}
      onScroll={moved} onKeyDown={onKeyDown} onClick={onClick} onWheel={event => { if (event.deltaY < 0 && scroll.end > 0) scroll.following = false; }}>
      <span class="log-probe" ref={probe} aria-hidden="true">{"0".repeat(20)}</span>
      <div class="log-space" style={{ height: `${Math.max(ScrollScale.spacer(scroll.total), 1)}px` }}>
        <div class="log-pane" style={{ height: `${scroll.view}px` }}>
          <div class="log-rows" ref={rows} style={{ transform: `translateY(${y}px)` }}>
            {items.map(item => ("row" in item
              ? <LogRow key={item.row.seq} row={item.row} times={times} start={start} chosen={range !== null && item.row.seq >= range.from && item.row.seq <= range.to}
                  matcher={log.search?.matcher ?? null} found={item.row.seq === found} closed={item.row.kind === "group" && log.groups.folds.isClosed(item.row.seq)} took={item.row.kind === "group" ? log.groups.times.get(item.row.seq) : undefined} />
              : <div key={`room-${item.block}`} class="log-room" style={{ height: `${item.room}px` }} />))}
          </div>
        </div>
      </div>
    </div>
  );
}
