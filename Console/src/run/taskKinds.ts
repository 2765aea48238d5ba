import type { TaskKind } from "../api/types.ts";

export const taskKinds: readonly TaskKind[] = ["shell", "bash", "python", "perl", "node", "go", "pwsh", "auto", "argv", "named", "powershell", "cmd"];

/** Whether it has no script, and its arguments stand one per line. */
export const takesArguments = (kind: TaskKind): boolean => kind === "argv" || kind === "named";

const ofWindows: readonly TaskKind[] = ["powershell", "cmd"];

/** What the form offers: agents run on Linux, so what only Windows has is there where a task had it. */
export const offeredKinds = (chosen: TaskKind): readonly TaskKind[] => taskKinds.filter(kind => kind === chosen || !ofWindows.includes(kind));
