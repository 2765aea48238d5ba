import { Copy } from "./Copy.tsx";

/** A command to copy; one that breaks over lines is still copied as one. */
export function CodeLine({ code }: { code: string }) {
  return <div class="code-line"><code>{code}</code><Copy text={code} /></div>;
}
