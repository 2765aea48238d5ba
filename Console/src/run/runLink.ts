import type { Draft } from "./DraftShape.ts";
import { emptyDraft } from "./DraftShape.ts";
import { jobPauses } from "./jobPauses.ts";
import { taskKinds } from "./taskKinds.ts";

const texts = ["script", "name", "labels", "timeout", "queue", "tty", "logCap", "keep", "user", "umask", "nice", "ioNice", "timeZone", "memory", "cpu", "cpuTime", "processes", "openFiles", "batches", "maxErrors", "atOnce"] as const;
const flags = ["again", "login", "makeDirectory"] as const;
const most = 60_000;

/** A prepared run in an address: it fills in the form, and runs nothing. Values of variables and standard input are in none. */
export interface RunLink { hosts: string[]; draft: Draft | null }

export function readRunLink(search: string): RunLink | null {
  const query = new URLSearchParams(search.slice(0, most));
  const hosts = query.getAll("host").filter(Boolean);
  const kind = taskKinds.find(each => each === query.get("kind"));
  if (!hosts.length && !query.has("script")) {
    return null;
  }

  const draft: Draft = { ...emptyDraft, ...(kind ? { kind } : {}), workingDirectory: query.get("dir") ?? "", env: [...query.getAll("env").map(name => ({ name, value: "" })), ...query.getAll("secret").map(name => ({ name, value: "", secret: true }))] };
  texts.forEach(name => { draft[name] = query.get(name) ?? emptyDraft[name]; });
  draft.pause = jobPauses.find(each => each === query.get("pause")) ?? emptyDraft.pause;
  flags.forEach(name => { draft[name] = query.get(name) === "yes"; });
  return { hosts, draft: query.has("script") ? draft : null };
}

export function writeRunLink(draft: Draft, hosts: readonly string[]): string {
  const query = new URLSearchParams();
  hosts.forEach(host => query.append("host", host));
  query.set("kind", draft.kind);
  texts.forEach(name => { if (name === "script" || draft[name] !== emptyDraft[name]) query.set(name, draft[name]); });
  flags.forEach(name => { if (draft[name]) query.set(name, "yes"); });
  if (draft.pause !== emptyDraft.pause) query.set("pause", draft.pause);
  if (draft.workingDirectory) query.set("dir", draft.workingDirectory);
  draft.env.filter(row => row.name).forEach(row => query.append(row.secret ? "secret" : "env", row.name));
  return `/run?${query}`;
}
