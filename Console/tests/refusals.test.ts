import { describe, expect, it } from "vitest";
import { ApiError } from "../src/api/ApiError.ts";

const refused = async (status: number, code: string, title: string, detail: string) =>
  (await ApiError.from(new Response(JSON.stringify({ code, title, detail, see: "GET /api/v1/tasks" }), { status, headers: { "content-type": "application/problem+json" } }))).message;

describe("a refusal", () => {
  it.each([
    [404, "unknown-task", "There is no task 'x'.", "Its id is wrong, or it was deleted or forgotten.", "There is no task 'x'. Its id is wrong, or it was deleted or forgotten."],
    [404, "unknown-token", "It is the token of a host.", "It is revoked by removing the host.", "It is the token of a host. It is revoked by removing the host."],
    [409, "task-not-over", "Task 'x' is not over.", "Nothing was changed. Cancel it first.", "Task 'x' is not over. Nothing was changed. Cancel it first."],
    [400, "out-of-range", "'timeoutSeconds' is not acceptable.", "'timeoutSeconds' must be 1 to 604800.", "'timeoutSeconds' must be 1 to 604800."],
    [400, "bad-request", "The request cannot be read.", "", "The request cannot be read."],
  ])("%i %s says what and what to do, and no address of the API", async (status, code, title, detail, said) => expect(await refused(status, code, title, detail)).toBe(said));
});
