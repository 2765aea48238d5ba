import { useEffect, useMemo } from "preact/hooks";
import type { TaskQuery } from "../api/types.ts";
import { useValue } from "../app/useValue.ts";
import { TaskList, type Tasks } from "./TaskList.ts";

export function useTasks(query: TaskQuery): Tasks & { more: (() => void) | undefined } {
  const list = useMemo(() => new TaskList(query), [JSON.stringify(query)]);
  useEffect(list.watch, [list]);
  const tasks = useValue(list.value);
  return { ...tasks, more: tasks.hasMore ? () => void list.more() : undefined };
}
