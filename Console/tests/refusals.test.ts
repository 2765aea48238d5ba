import { describe, expect, it } from "vitest";
import { ApiError } from "../src/api/ApiError.ts";

const refused = async (code: string, title: string, detail: string) =>
  (await ApiError.from(new Response(JSON.stringify({ code, title, detail }), { status: 404, headers: { "content-type": "application/problem+json" } }))).message;

describe("a refusal", () => {
  it.each([
    ["unknown-task", "There is no task 'x'.", "GET /api/v1/tasks lists the tasks.", "There is no task 'x'."],
    ["unknown-token", "There is no such token.", "GET /api/v1/tokens lists the tokens.", "There is no such token."],
    ["unknown-token", "It is the token of a host.", "A host's token is revoked by removing the host: DELETE /api/v1/agents/0af.", "A host's token is revoked by removing the host."],
    ["unknown-agent", "There is no host 'x'.", "'agent' must be the id or the name of a host that has joined. GET /api/v1/agents lists them.", "There is no host 'x'."],
    ["task-not-over", "Task 'x' is not over.", "Nothing was changed. Cancel it first: POST /api/v1/tasks/x/cancel.", "Nothing was changed. Cancel it first."],
    ["too-many-followers", "Too many.", "Come back in 10 s, or read the log with GET /api/v1/tasks/{id}/log.", "Come back in 10 s, or read the log."],
    ["used-up-token", "It is used up.", "Create another one with POST /api/v1/join-tokens.", "Create another one."],
    ["out-of-range", "A field is wrong.", "'timeoutSeconds' must be 1 to 604800.", "'timeoutSeconds' must be 1 to 604800."],
  ])("%s says something, and no address of the API", async (code, title, detail, said) => expect(await refused(code, title, detail)).toBe(said));
});
