import { request } from "./request.ts";
import type { JoinToken, JoinTokenWanted, LogIn, NewToken, SessionPage, SessionView, TokenPage, TokenWanted, WhoAmI } from "./types.ts";

const sessions = "/api/v1/sessions";

export const whoAmI = () => request<WhoAmI>("/api/v1/whoami", { quiet401: true });

export const logIn = (token: string) => request<SessionView>(sessions, { method: "POST", body: { token } satisfies LogIn, quiet401: true });

export const logOut = () => request<void>(`${sessions}/current`, { method: "DELETE" });

export const listSessions = (signal?: AbortSignal) => request<SessionPage>(sessions, { signal });

export const revokeSession = (id: string) => request<void>(`${sessions}/${encodeURIComponent(id)}`, { method: "DELETE" });

export const listTokens = (signal?: AbortSignal) => request<TokenPage>("/api/v1/tokens", { signal });

export const revokeToken = (id: string) => request<void>(`/api/v1/tokens/${encodeURIComponent(id)}`, { method: "DELETE" });

export const createToken = (name: string, expiresInSeconds: number) => request<NewToken>("/api/v1/tokens", { method: "POST", body: { name, expiresInSeconds } satisfies TokenWanted });

export const createJoinToken = (wanted: JoinTokenWanted) => request<JoinToken>("/api/v1/join-tokens", { method: "POST", body: wanted });
