import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { LogModel } from "../LogModel.ts";

interface SearchBoxProps { log: LogModel; input: RefObject<HTMLInputElement | null>; at: number; step: (by: number) => void; cleared: () => void }

const quiet = 180;

export function SearchBox({ log, input, at, step, cleared }: SearchBoxProps) {
  const [text, setText] = useState("");
  const [matchCase, setMatchCase] = useState(false);
  const [regex, setRegex] = useState(false);
  const find = (wanted: string) => {
    const now = log.search?.matcher;
    if (wanted !== (now?.text ?? "") || (now && (now.matchCase !== matchCase || now.regex !== regex))) {
      log.find({ text: wanted, matchCase, regex });
      cleared();
    }
  };
  useEffect(() => {
    const timer = setTimeout(() => find(text), text ? quiet : 0);
    return () => clearTimeout(timer);
  }, [text, matchCase, regex, log]);
  const search = log.search;
  const count = search?.matches.count ?? 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      find(input.current!.value); // whoever types fast is not sent to what was searched for before
      step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      setText("");
      input.current?.blur();
      document.querySelector<HTMLElement>(".log-box")?.focus();
    }
  };
  return (
    <div class="log-search" role="search">
      <label class="search">
        <Icon name="search" />
        <input ref={input} type="search" value={text} placeholder={t("searchLog")} aria-label={t("searchLog")} spellcheck={false} onInput={event => setText(event.currentTarget.value)} onKeyDown={onKeyDown} />
        {search && (
          <span class={`matches number${search.done && count === 0 ? " none" : ""}`} role="status">
            {count === 0 ? (search.done ? t(search.matcher.isBroken ? "brokenPattern" : search.failed ? "searchFailed" : "noMatch") : t("searching")) : `${at >= 0 ? (at + 1).toLocaleString() : "–"}/${count.toLocaleString()}${search.isFull ? "+" : search.done ? "" : "…"}`}
          </span>
        )}
      </label>
      <Button kind="quiet" class="case" label={t("matchCase")} pressed={matchCase} onClick={() => setMatchCase(!matchCase)}>Aa</Button>
      <Button kind="quiet" class="case" label={t("useRegex")} pressed={regex} onClick={() => setRegex(!regex)}>.*</Button>
      <Button kind="quiet" icon="filter" class="arrow" label={t("onlyMatches")} pressed={log.onlyMatches} disabled={!search} onClick={() => log.showMatches(!log.onlyMatches)} />
      <Button kind="quiet" icon="up" class="arrow" label={t("previousMatch")} disabled={count === 0} onClick={() => step(-1)} />
      <Button kind="quiet" icon="next" class="arrow" label={t("nextMatch")} disabled={count === 0} onClick={() => step(1)} />
    </div>
  );
}
