import { ApiError, isAbort } from "./ApiError.ts";
import { heard } from "./connection.ts";

export interface Ask { method?: string; body?: unknown; signal?: AbortSignal | undefined; quiet401?: boolean }

/** One call of the public REST API. Throws ApiError; an abort goes through as it is. */
export async function request<T>(path: string, { method = "GET", body, signal, quiet401 }: Ask = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? { accept: "application/json" } : { accept: "application/json", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }

    heard(0);
    throw ApiError.unreachable();
  }

  if (!response.ok) {
    const error = await ApiError.from(response);
    if (!(quiet401 && error.status === 401)) {
      heard(error.isUnreachable ? 0 : response.status);
    }

    throw error;
  }

  heard(response.status);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Query text out of what is set; an array gives the name once per value. */
export function query(values: Record<string, string | number | boolean | readonly string[] | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) {
      value.forEach((each: string) => search.append(name, each));
    } else if (value !== undefined && value !== "") {
      search.set(name, String(value));
    }
  }

  const text = search.toString();
  return text ? `?${text}` : "";
}
