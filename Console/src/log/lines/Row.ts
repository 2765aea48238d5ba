import type { Span } from "../ansi/Span.ts";
import type { LogDrop, Stream } from "../../api/types.ts";

export type RowKind = "text" | "group" | "endGroup" | "command" | "warning" | "error" | "notice" | "debug" | "mask" | "output" | "gap";

/** One line on the screen: one record, or several that make one line. Never changed; another state is another object. */
export interface Row {
  readonly seq: number;
  readonly at: number;
  readonly stream: Stream;
  readonly attempt: number;
  readonly kind: RowKind;
  readonly text: string;
  /** Null where the whole text is plain. */
  readonly spans: readonly Span[] | null;
  /** It goes on a line whose beginning is not in this row. */
  readonly continues: boolean;
  /** File and line that an error, warning or notice names; name of an output. */
  readonly place?: string;
  /** What is missing here, where kind is "gap". */
  readonly dropped?: LogDrop;
}
