import type { Key } from "../i18n/t.ts";

/** The name of a stored secret, and of a lock: 1 to 64 letters, digits, "_", "-" and ".", the first a letter or a digit. */
export const storedName = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

const mostBytes = 32_768;

export type SecretField = "name" | "value" | "on";

/** What keeps a secret from being stored, at which field; null: nothing. The gateway has the same rules. */
export function secretProblem({ name, value, on }: { name: string; value: string; on: string }, isNew: boolean, taken: readonly string[]): { field: SecretField; words: Key } | null {
  const size = new TextEncoder().encode(value).length;
  if (isNew && !storedName.test(name)) return { field: "name", words: "badSecretName" };
  if (isNew && taken.includes(name)) return { field: "name", words: "takenSecretName" };
  if ((isNew || value !== "") && (size < 4 || size > mostBytes || value.includes("\0"))) return { field: "value", words: "badSecretValue" };
  return on.trim() === "" ? { field: "on", words: "badSecretOn" } : null;
}
