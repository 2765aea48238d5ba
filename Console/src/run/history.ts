import { stored } from "../app/stored.ts";
import { isDraft, type Draft } from "./DraftShape.ts";

/** Something that was run from this browser. */
export interface Ran { run: string; at: string; draft: Draft; hosts: string[]; tasks: string[] }

const most = 40;

const isHistory = (value: unknown): value is Ran[] =>
  Array.isArray(value) && value.every(item => typeof item?.run === "string" && typeof item.at === "string" && isDraft(item.draft) && Array.isArray(item.hosts) && Array.isArray(item.tasks));

export const history = stored<Ran[]>("run.history", [], isHistory);

export const remember = (ran: Ran): void => history.set([ran, ...history.current].slice(0, most));

export const ranOf = (task: string): Ran | undefined => history.current.find(ran => ran.tasks.includes(task));
