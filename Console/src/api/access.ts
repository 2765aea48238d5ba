import { request } from "./request.ts";
import type { JoinToken, NewToken, Page, SessionView, TokenView, WhoAmI } from "./types.ts";

const sessions = "/api/v1/sessions";

export const whoAmI = () => request<WhoAmI>("/api/v1/whoami", { quiet401: true });

export const logIn = (token: string) => request<SessionView>(sessions, { method: "POST", body: { token }, quiet401: true });

export const logOut = () => request<void>(`${sessions}/current`, { method: "DELETE" });

export const listSessions = (signal?: AbortSignal) => request<Page<SessionView>>(sessions, { signal });

export const revokeSession = (id: string) => request<void>(`${sessions}/${encodeURIComponent(id)}`, { method: "DELETE" });

export const listTokens = (signal?: AbortSignal) => request<Page<TokenView>>("/api/v1/tokens", { signal });

export const revokeToken = (id: string) => request<void>(`/api/v1/tokens/${encodeURIComponent(id)}`, { method: "DELETE" });

export const createToken = (name: string, expiresInSeconds: number) => request<NewToken>("/api/v1/tokens", { method: "POST", body: { name, expiresInSeconds } });

export const createJoinToken = (wanted: { uses: number; expiresInSeconds: number; labels?: Readonly<Record<string, string>> }) => request<JoinToken>("/api/v1/join-tokens", { method: "POST", body: wanted });
