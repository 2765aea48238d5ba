import { useMemo, useRef } from "preact/hooks";
import type { TaskKind } from "../api/types.ts";
import { highlight } from "./highlight.ts";

interface EditorProps { value: string; kind: TaskKind; onChange: (value: string) => void; onRun: () => void; label: string; placeholder: string; help: string }

/** A text area with colours beneath it. What is typed, read out and selected is the text area. */
export function Editor({ value, kind, onChange, onRun, label, placeholder, help }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const leaving = useRef(false);
  const tokens = useMemo(() => highlight(value, kind), [value, kind]);
  const lines = useMemo(() => value.split("\n").length, [value]);
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
      <div class="editor-gutter" aria-hidden="true">{Array.from({ length: lines }, (_, i) => <span key={i}>{i + 1}</span>)}</div>
      <div class="editor-text">
        <pre aria-hidden="true">{tokens.map((token, i) => (token.as ? <span key={i} class={`code-${token.as}`}>{token.text}</span> : token.text))}{"\n"}</pre>
        <textarea ref={area} value={value} aria-label={label} aria-description={help} placeholder={placeholder} spellcheck={false} autocomplete="off" autocapitalize="off" wrap="off"
          onInput={event => onChange(event.currentTarget.value)} onKeyDown={onKeyDown} />
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
