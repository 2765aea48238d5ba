import type { TaskKind } from "../api/types.ts";

export const taskKinds: readonly TaskKind[] = ["shell", "bash", "python", "argv"];
