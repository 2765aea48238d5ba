import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { listTasks, readTask } from "../api/tasks.ts";
import type { AgentView, TaskSummary } from "../api/types.ts";
import { behind, go, place } from "../app/route.ts";
import { useValue } from "../app/useValue.ts";
import { theme, themes } from "../app/theme.ts";
import { useFleet } from "../fleet/useFleet.ts";
import { language } from "../i18n/language.ts";
import { t } from "../i18n/t.ts";
import { chosenHosts } from "../run/chosenHosts.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useLoad } from "../ui/useLoad.ts";
import { fuzzy } from "./fuzzy.ts";
import type { PaletteItem } from "./PaletteItem.ts";

const most = 12;

const addressOf = (host: AgentView): string => `/hosts/${encodeURIComponent(host.id)}`;
const taskAddress = (id: string): string => `/tasks/${encodeURIComponent(id)}`;
const alsoOf = (host: AgentView): string => [...Object.entries(host.labels).map(([name, value]) => `${name}=${value}`), host.facts?.hostName, ...(host.facts?.addresses ?? [])].join(" ");
const labelsOf = (hosts: readonly AgentView[]): string[] => [...new Set(hosts.flatMap(host => Object.entries(host.labels).map(([name, value]) => `${name}=${value}`)))].slice(0, 2_000);
const taskItem = (task: TaskSummary): PaletteItem => ({
  id: `task-${task.id}`, text: task.name || task.id, also: `${task.id} ${task.preview ?? ""} ${task.agent.name}`, hint: `${task.name ? task.id : task.preview?.slice(0, 40) ?? ""} ${t(`phase_${task.phase}`)}`.trim(), icon: "tasks",
  act: () => go(taskAddress(task.id)),
});

/** What stands in the name counts more than what stands beside it. */
function scoreOf(text: string, item: PaletteItem): number | null {
  const own = fuzzy(text, item.text);
  if (own !== null || !item.also || !text.trim()) {
    return own;
  }

  return item.also.toLowerCase().includes(text.trim().toLowerCase()) ? 500 - item.text.length / 100 : null;
}

/** Tasks that the newest are not: by the whole id, or by what they are called and run. */
async function findTasks(text: string, signal: AbortSignal): Promise<readonly TaskSummary[]> {
  if (text.length < 3) {
    return [];
  }

  const [byId, byText] = await Promise.all([
    /^[\w-]+$/.test(text) ? readTask(text, signal).then(task => [task], () => []) : [],
    listTasks({ text }, 20, undefined, signal).then(page => page.items, () => []),
  ]);
  return [...byId, ...byText.filter(task => task.id !== text)];
}

/** Everything by name: screens, hosts, tasks, settings. */
export function Palette({ onClose, onKeys, onLogOut }: { onClose: () => void; onKeys: () => void; onLogOut: () => void }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const entered = useRef(false);
  const { hosts, loaded } = useFleet();
  const tasks = useLoad(signal => listTasks({}, 50, undefined, signal), []);
  const open = behind(useValue(place).path, "/tasks/");
  const { data: shownTask } = useLoad(signal => (open ? readTask(open, signal) : Promise.resolve(undefined)), [open]);
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 150);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useLoad(signal => findTasks(asked, signal), [asked]);
  const items = useMemo<PaletteItem[]>(() => [
    { id: "fleet", text: t("fleet"), icon: "fleet", hint: "g f", act: () => go("/fleet") },
    { id: "run", text: t("run"), icon: "run", hint: "g r", act: () => go("/run") },
    { id: "tasks", text: t("tasks"), icon: "tasks", hint: "g t", act: () => go("/tasks") },
    { id: "failed", text: t("failedTasks"), icon: "close", act: () => go("/tasks?phase=failed&phase=timedOut&phase=lost&phase=rejected") },
    { id: "running", text: t("openTasks"), icon: "clock", act: () => go("/tasks?phase=queued&phase=sent&phase=running&phase=cancelling&phase=cancelUnconfirmed") },
    { id: "jobs", text: t("jobs"), icon: "jobs", hint: "g j", act: () => go("/jobs") },
    { id: "workflows", text: t("workflows"), icon: "workflows", hint: "g w", act: () => go("/workflows") },
    { id: "schedules", text: t("schedules"), icon: "clock", hint: "g c", act: () => go("/schedules") },
    { id: "files", text: t("files"), icon: "files", hint: "g d", act: () => go("/files") },
    { id: "secrets", text: t("secrets"), icon: "key", act: () => go("/secrets") },
    { id: "locks", text: t("locks"), icon: "lock", act: () => go("/locks") },
    { id: "system", text: t("system"), icon: "system", hint: "g s", act: () => go("/system") },
    { id: "access", text: t("access"), icon: "access", hint: "g a", act: () => go("/access") },
    ...themes.map(name => ({ id: `theme-${name}`, text: `${t("theme")}: ${t(`theme_${name}`)}`, icon: name === "dark" ? "moon" as const : name === "light" ? "sun" as const : "display" as const, act: () => theme.set(name) })),
    { id: "language", text: t("switchLanguage"), icon: "keyboard", act: () => language.set(language.current === "en" ? "zh" : "en") },
    { id: "keys", text: t("shortcuts"), icon: "keyboard", hint: "?", act: onKeys },
    { id: "logout", text: t("logOut"), icon: "logout", act: onLogOut },
    ...(shownTask ? [
      ...(shownTask.file ? [] : [{ id: "again", text: `${t("runAgain")}: ${shownTask.name || shownTask.id}`, icon: "again" as const, act: () => go(`${taskAddress(shownTask.id)}#again`) }]),
      ...(shownTask.terminal ? [] : [{ id: "cancel", text: `${t("cancel")}: ${shownTask.name || shownTask.id}`, icon: "stop" as const, hint: "c", act: () => go(`${taskAddress(shownTask.id)}#cancel`) }]),
    ] : []),
    ...hosts.map(host => ({ id: `host-${host.id}`, text: host.name, also: alsoOf(host), hint: t("host"), icon: "fleet" as const, act: () => go(addressOf(host)) })),
    ...hosts.flatMap(host => [
      { id: `run-${host.id}`, text: `${t("runOnHost")} ${host.name}`, also: alsoOf(host), icon: "run" as const, act: () => { chosenHosts.set([host.id]); go("/run"); } },
      { id: `drain-${host.id}`, text: `${t(host.draining ? "resume" : "drain")} ${host.name}`, icon: "pause" as const, act: () => go(`${addressOf(host)}#${host.draining ? "resume" : "drain"}`) },
    ]),
    ...labelsOf(hosts).map(label => ({ id: `label-${label}`, text: label, hint: t("label"), icon: "filter" as const, act: () => go(`/fleet?q=${encodeURIComponent(label)}`) })),
    ...(tasks.data?.items ?? []).map(taskItem),
    ...(found.data ?? []).filter(task => !tasks.data?.items.some(each => each.id === task.id)).map(taskItem),
  ], [hosts, tasks.data, found.data, shownTask]);
  const shown = useMemo(() => items
    .map(item => ({ item, score: scoreOf(text, item) }))
    .filter(each => each.score !== null)
    .sort((a, b) => (text ? b.score! - a.score! : 0))
    .slice(0, most)
    .map(each => each.item), [items, text]);
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);
  const act = (item: PaletteItem | undefined) => {
    if (item) {
      onClose();
      item.act();
    }
  };
  const waiting = !loaded || (!tasks.data && !tasks.error) || asked !== text.trim() || (!found.data && !found.error);
  useLayoutEffect(() => { if (entered.current) act(shown[0]); });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" || (event.ctrlKey && event.key === "n") ? 1 : event.key === "ArrowUp" || (event.ctrlKey && event.key === "p") ? -1 : 0;
    if (by !== 0 && shown.length > 0) {
      event.preventDefault();
      setAt((at + by + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      entered.current = shown.length === 0 && waiting; // what is still being read may have it
      act(shown[at]);
    }
  };
  return (
    <Dialog title={t("palette")} onClose={onClose} bare>
      <input class="palette-input" autofocus value={text} placeholder={t("paletteHint")} aria-label={t("palette")} role="combobox" aria-expanded="true" aria-controls="palette-list"
        aria-activedescendant={shown[at] ? `palette-${shown[at].id}` : undefined} spellcheck={false} onInput={event => { setText(event.currentTarget.value); setAt(0); entered.current = false; }} onKeyDown={onKeyDown} />
      <ul class="palette-list" id="palette-list" role="listbox" aria-label={t("palette")} ref={list}>
        {shown.map((item, i) => (
          <li key={item.id} id={`palette-${item.id}`} role="option" aria-selected={i === at} onPointerMove={() => setAt(i)} onClick={() => act(item)}>
            <Icon name={item.icon} /><span>{item.text}</span>{item.hint && <span class="faint">{item.hint}</span>}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p class="palette-none faint">{t("nothingFound")}</p>}
    </Dialog>
  );
}
