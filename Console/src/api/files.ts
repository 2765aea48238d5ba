import { ApiError, isAbort } from "./ApiError.ts";
import { heard } from "./connection.ts";
import { pause } from "./pause.ts";
import { query, request } from "./request.ts";
import type { FilePage, FileView, UploadView, UploadWanted } from "./types.ts";

const files = "/api/v1/files";

/** Sent at once: what a cut loses at most. */
const part = 8 * 1_024 * 1_024;

/** A gateway that is away is waited for, this often. */
const tries = 60;

export const listFiles = (text: string | undefined, signal?: AbortSignal, cursor?: string) => request<FilePage>(`${files}${query({ text, cursor, limit: 100 })}`, { signal });

export const deleteFile = (id: string) => request<void>(`${files}/${encodeURIComponent(id)}`, { method: "DELETE" });

export const contentOf = (id: string): string => `${files}/${encodeURIComponent(id)}/content`;

/** Puts a file into the store, part by part. A part that is lost on the way is sent again from where the gateway says that it stands. */
export async function putFile(file: File, told: (sent: number) => void, signal: AbortSignal): Promise<FileView> {
  const wanted: UploadWanted = { sizeBytes: file.size, name: file.name, ...(file.type ? { mediaType: file.type } : {}) };
  let upload = await request<UploadView>(`${files}/uploads`, { method: "POST", body: wanted, signal });
  const path = `${files}/uploads/${upload.id}`;
  let failed = 0;
  while (!upload.file) {
    told(upload.offsetBytes);
    try {
      upload = await add(path, file, upload.offsetBytes, signal);
      failed = 0;
    } catch (error) {
      if (isAbort(error)) void request<void>(path, { method: "DELETE" }).catch(() => undefined); // if this is lost too, it goes by itself after a day
      if (!(error instanceof ApiError) || !mayPass(error) || ++failed > tries) {
        throw error;
      }

      await pause(1_000, signal);
      upload = await request<UploadView>(path, { signal }).catch((away: unknown) => {
        if (away instanceof ApiError && mayPass(away)) return upload;
        throw away;
      });
    }
  }

  told(file.size);
  return upload.file;
}

const mayPass = (error: ApiError): boolean => error.isUnreachable || error.status >= 500 && error.status !== 507 || ["upload-busy", "upload-cut", "wrong-offset", "too-many-requests"].includes(error.code);

async function add(path: string, file: File, offset: number, signal: AbortSignal): Promise<UploadView> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: "PATCH", credentials: "same-origin", signal, body: file.slice(offset, offset + part),
      headers: { accept: "application/json", "content-type": "application/octet-stream", "upload-offset": String(offset) },
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    heard(0);
    throw ApiError.unreachable();
  }

  heard(response.status);
  if (!response.ok) throw await ApiError.from(response);
  return await response.json() as UploadView;
}
