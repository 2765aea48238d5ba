/** A file on its way into the store. */
export interface Upload { readonly number: number; readonly file: File; readonly stop: AbortController; readonly sent: number; readonly error?: Error }
