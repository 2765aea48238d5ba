import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { TaskKind } from "../api/types.ts";
import { highlight } from "./highlight.ts";

interface EditorProps { value: string; kind: TaskKind; onChange: (value: string) => void; onRun: () => void; label: string; placeholder: string; help: string; invalid: boolean }

/**
 * A text area with colours beneath it. What is typed, read out, selected and scrolled is the text area, so the browser keeps the caret in
 * view; colours and line numbers follow it.
 */
export function Editor({ value, kind, onChange, onRun, label, placeholder, help, invalid }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const colours = useRef<HTMLPreElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const leaving = useRef(false);
  const tokens = useMemo(() => highlight(value, kind), [value, kind]);
  const lines = useMemo(() => value.split("\n").length, [value]);
  const follow = () => {
    const { scrollLeft, scrollTop } = area.current!;
    colours.current!.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
    gutter.current!.style.transform = `translateY(${-scrollTop}px)`;
  };
  useLayoutEffect(follow);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onRun();
    } else if (event.key === "Escape") {
      leaving.current = true; // the next Tab leaves, for those who have only keys
      return;
    } else if (event.key === "Tab" && !leaving.current && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      indent(area.current!, event.shiftKey);
      onChange(area.current!.value);
    }

    leaving.current = false;
  };
  return (
    <div class="editor" onClick={() => area.current?.focus()}>
      <div class="editor-gutter" aria-hidden="true"><div ref={gutter}>{Array.from({ length: lines }, (_, i) => <span key={i}>{i + 1}</span>)}</div></div>
      <div class="editor-text">
        <pre aria-hidden="true" ref={colours}>{tokens.map((token, i) => (token.as ? <span key={i} class={`code-${token.as}`}>{token.text}</span> : token.text))}{"\n"}</pre>
        <textarea ref={area} id="run-script" value={value} aria-label={label} aria-description={help} aria-invalid={invalid} placeholder={placeholder} spellcheck={false} autocomplete="off" autocapitalize="off" wrap="off"
          onInput={event => onChange(event.currentTarget.value)} onScroll={follow} onKeyDown={onKeyDown} />
      </div>
    </div>
  );
}

/** Two spaces in or out, over all lines of the selection; done as typing, so that undo knows it. */
function indent(area: HTMLTextAreaElement, out: boolean): void {
  const { selectionStart: from, selectionEnd: to, value } = area;
  if (from === to && !out) {
    insert(area, "  ");
    return;
  }

  const start = value.lastIndexOf("\n", from - 1) + 1;
  const before = value.slice(start, to);
  const after = out ? before.replace(/^ {1,2}/gm, "") : before.replace(/^/gm, "  ");
  area.setSelectionRange(start, to);
  insert(area, after);
  area.setSelectionRange(start, start + after.length);
}

function insert(area: HTMLTextAreaElement, text: string): void {
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  }
}
