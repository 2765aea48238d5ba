import { query, request } from "./request.ts";
import type { PutSecret, SecretPage, SecretView } from "./types.ts";

const secrets = "/api/v1/secrets";
const at = (name: string) => `${secrets}/${encodeURIComponent(name)}`;

export const listSecrets = (limit: number, cursor?: string, signal?: AbortSignal) => request<SecretPage>(secrets + query({ limit, cursor }), { signal });

export const putSecret = (name: string, body: PutSecret) => request<SecretView>(at(name), { method: "PUT", body });

export const deleteSecret = (name: string) => request<void>(at(name), { method: "DELETE" });
