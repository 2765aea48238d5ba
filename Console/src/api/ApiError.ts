import { language } from "../i18n/language.ts";
import { refusalsInChinese } from "../i18n/reasons.ts";

/** A refusal of the gateway (RFC 9457), or code "unreachable" when nobody answered. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly errors: Record<string, string[]> = {}) {
    super(message);
  }

  get isUnreachable(): boolean { return this.code === "unreachable"; }

  static unreachable(): ApiError { return new ApiError(0, "unreachable", inWords(0, "unreachable", "The gateway cannot be reached.")); }

  static async from(response: Response): Promise<ApiError> {
    try {
      const problem = (await response.json()) as { code?: string; detail?: string; title?: string; errors?: Record<string, string[]> };
      return new ApiError(response.status, problem.code ?? "error", inWords(response.status, problem.code ?? "error", problem.title ?? response.statusText, problem.detail), problem.errors);
    } catch {
      // Not a problem document: a proxy in between, or a gateway that is going down.
      return response.status >= 502 ? ApiError.unreachable() : new ApiError(response.status, "error", `${response.status} ${response.statusText}`);
    }
  }
}

/** A refusal in the reader's words. What is wrong with a request (400) its detail says whole; of everything else the title says what, the detail what to do. */
function inWords(status: number, code: string, title: string, detail = ""): string {
  const plain = status === 400 && detail ? detail : [title, detail].filter(Boolean).join(" ");
  return language.current === "zh" ? refusalsInChinese[code] ?? `网关拒绝了请求（${code}）：${plain}` : plain;
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";
