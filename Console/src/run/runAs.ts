import type { RunAs } from "../api/types.ts";

const name = /^[A-Za-z0-9_][A-Za-z0-9._@-]{0,62}\$?$/;

/** "app", "app:www" or "app:www,docker": a user, his group and his supplementary groups. Null if it is none. */
export function parseUser(text: string): RunAs | null {
  const [user, rest, ...more] = text.trim().split(":");
  const [group, ...groups] = rest?.split(",") ?? [];
  const names = [user!, ...(rest === undefined ? [] : [group!, ...groups])];
  return more.length === 0 && names.every(each => name.test(each)) ? { user: user!, ...(group ? { group } : {}), ...(groups.length ? { groups } : {}) } : null;
}

export const writeUser = (runAs: RunAs | undefined): string =>
  (runAs?.user ? runAs.user + (runAs.group ? `:${[runAs.group, ...runAs.groups ?? []].join(",")}` : "") : "");
