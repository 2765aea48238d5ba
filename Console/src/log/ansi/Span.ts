import type { Style } from "./Style.ts";

/** Text of one look. */
export interface Span { text: string; style: Style }
