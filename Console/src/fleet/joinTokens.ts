import { createJoinToken } from "../api/access.ts";
import type { JoinToken } from "../api/types.ts";
import { atEndOfSession } from "../app/stored.ts";

/** What a join token may do: so many hosts, so long, and what it writes on them. */
export interface Joining { name: string; labels: Readonly<Record<string, string>>; uses: number; seconds: number }

export const usualJoining: Joining = { name: "", labels: {}, uses: 1, seconds: 3_600 };

/** The token that was made last and that nobody has used yet: looking at the line again makes no other. */
let kept: { made: JoinToken; until: number; as: string } | null = null;
atEndOfSession(() => { kept = null; });

export const tokenIsUsed = (): void => { kept = null; };

export async function unusedToken({ labels, uses, seconds }: Joining): Promise<JoinToken> {
  const as = JSON.stringify({ labels, uses, seconds });
  if (kept?.as !== as || kept.until < Date.now() + Math.min(300_000, seconds * 500)) {
    const made = await createJoinToken({ uses, expiresInSeconds: seconds, ...(Object.keys(labels).length ? { labels } : {}) });
    kept = { made, until: Date.parse(made.expiresAt), as };
  }

  return kept.made;
}
