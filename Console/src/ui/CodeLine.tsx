import { Fragment } from "preact";
import { Copy } from "./Copy.tsx";

/** A command to copy; one that breaks over lines is still copied as one. */
export function CodeLine({ code }: { code: string }) {
  const words = code.split(" "); // a line breaks between words, not at a hyphen within
  return <div class="code-line"><code>{words.map((word, i) => <Fragment key={i}>{i > 0 && " "}<span>{word}</span></Fragment>)}</code><Copy text={code} /></div>;
}
