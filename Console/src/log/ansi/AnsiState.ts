import { plain, type Style } from "./Style.ts";

/** What a stream's earlier output means for its next: the look, and the beginning of a sequence that was cut. */
export interface AnsiState { readonly style: Style; readonly pending: string }

export const freshState: AnsiState = Object.freeze({ style: plain, pending: "" });
