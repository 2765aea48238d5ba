import { storedForSession } from "../app/stored.ts";
import { emptyDraft, isDraft, withoutSecrets, type Draft } from "./DraftShape.ts";

/** The draft of whoever is logged in; it outlives the page, but for what may be secret. */
export const draft = storedForSession<Draft>("run.draft", emptyDraft, isDraft, withoutSecrets);

const firstTask = `# The first task: what this host says of itself.
printf '\\033[1mHello from %s\\033[0m, as %s\\n' "$(hostname)" "$(id -un)"
uname -srm
uptime

for step in 1 2 3; do
  sleep 0.5
  printf '\\033[32mstep %s of 3\\033[0m\\n' "$step"
done
`;

/** A first task for somebody who has not written any; a draft that is there stays. */
export function startFirstTask(): void {
  if (!draft.current.script.trim()) {
    draft.set({ ...emptyDraft, script: firstTask });
  }
}
