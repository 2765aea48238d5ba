import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

interface VirtualRowsProps {
  count: number; rowHeight: number; row: (index: number) => ComponentChildren; label: string; cursor: number; head: ComponentChildren; columns: number;
  onKey: (event: KeyboardEvent) => void; onNearEnd?: (() => void) | undefined; foot?: ComponentChildren;
}

const spare = 8;

/** A table of any length of which only the rows in view exist. Rows have one height; keys move a cursor that is always in view. */
export function VirtualRows({ count, rowHeight, row, label, cursor, head, columns, onKey, onNearEnd, foot }: VirtualRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<[number, number]>([0, 40]);
  const look = () => {
    if (!box.current) {
      return; // gone since the browser took note
    }

    const { scrollTop, clientHeight } = box.current;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - spare);
    const last = Math.min(count, Math.ceil((scrollTop + clientHeight) / rowHeight) + spare);
    setRange(before => (before[0] === first && before[1] === last ? before : [first, last]));
    if (last >= count - spare) {
      onNearEnd?.();
    }
  };
  useLayoutEffect(look, [count, rowHeight]);
  useEffect(() => {
    const sizes = new ResizeObserver(look);
    sizes.observe(box.current!);
    return () => sizes.disconnect();
  }, [count, rowHeight]);
  useLayoutEffect(() => {
    const element = box.current!;
    const [top, bottom] = [cursor * rowHeight, (cursor + 1) * rowHeight];
    const headHeight = (element.querySelector<HTMLElement>(".table-head")?.offsetHeight ?? 0);
    if (cursor >= 0 && top < element.scrollTop) {
      element.scrollTop = top;
    } else if (cursor >= 0 && bottom > element.scrollTop + element.clientHeight - headHeight) {
      element.scrollTop = bottom - element.clientHeight + headHeight;
    }
  }, [cursor]);

  const [first, last] = [Math.min(range[0], count), Math.min(range[1], count)];
  return (
    <div class="table" role="grid" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns} tabIndex={0} ref={box} onScroll={look} onKeyDown={onKey}
      aria-activedescendant={cursor >= first && cursor < last ? `row-${cursor}` : undefined}>
      <div class="table-head" role="row" aria-rowindex={1}>{head}</div>
      <div class="table-space" role="presentation" style={{ height: `${count * rowHeight}px` }}>
        {/* Room above instead of a moved block: rows that stay keep their place, and are not painted again. */}
        <div class="table-rows" role="presentation" style={{ paddingTop: `${first * rowHeight}px` }}>
          {Array.from({ length: last - first }, (_, i) => row(first + i))}
        </div>
      </div>
      {foot}
    </div>
  );
}
