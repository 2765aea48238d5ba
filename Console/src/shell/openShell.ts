import { FitAddon } from "@xterm/addon-fit";
import { Terminal } from "@xterm/xterm";
import css from "@xterm/xterm/css/xterm.css?inline";
import { ApiError } from "../api/ApiError.ts";
import { follow } from "../api/follow.ts";
import { followLogAddress } from "../api/logs.ts";
import { pause } from "../api/pause.ts";
import { readTyped, resizeTerminal, typeInto } from "../api/shell.ts";
import { readTask } from "../api/tasks.ts";
import type { LogRecord } from "../api/types.ts";
import { styledDocument } from "./styledDocument.ts";
import { Typing } from "./Typing.ts";

/** Records of what it showed before the page was opened. */
const before = 2_000;
const hiddenForMs = 60_000;

const bytesOf = (record: LogRecord) => (record.base64 ? Uint8Array.from(atob(record.base64), letter => letter.charCodeAt(0)) : record.text);

/** Puts the terminal of a running task into a place of the page, until the signal. */
export async function openShell(place: HTMLElement, id: string, signal: AbortSignal, say: (problem: unknown) => void): Promise<void> {
  const terminal = new Terminal({ documentOverride: styledDocument(css, signal), cursorBlink: true, fontSize: 13, fontFamily: "ui-monospace, Menlo, Consolas, monospace", scrollback: 5_000, theme: { background: "#11151a" } });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(place);
  fit.fit();
  terminal.focus();
  const watch = new ResizeObserver(() => fit.fit());
  watch.observe(place);
  signal.addEventListener("abort", () => { watch.disconnect(); terminal.dispose(); });

  const known = (await readTask(id, signal)).log.nextSeq;
  let next = Math.max(1, known - before);
  let isLive = next >= known; // what a terminal says to questions of long ago must not be typed
  const show = (records: readonly LogRecord[]) => {
    for (const record of records.filter(each => each.seq >= next)) {
      next = record.seq + 1;
      terminal.write(bytesOf(record), next >= known && !isLive ? () => { isLive = true; } : undefined);
    }
  };
  void follow({
    address: () => followLogAddress(id, next),
    on: event => { if (event.name === "log") show((JSON.parse(event.data) as { records: LogRecord[] }).records); },
    refused: say,
    hiddenForMs,
  }, signal);

  const typing = new Typing(await typed(id, signal), (at, data) => typeInto(id, at, data, signal), mayAgain, ms => pause(ms, signal), say);
  signal.addEventListener("abort", () => typing.close());
  terminal.onData(text => { if (isLive) typing.add(new TextEncoder().encode(text)); });
  terminal.onBinary(text => { if (isLive) typing.add(Uint8Array.from(text, letter => letter.charCodeAt(0))); });
  const resize = () => void resizeTerminal(id, terminal.cols, terminal.rows, signal).catch(() => undefined); // the next one says it again
  terminal.onResize(resize);
  resize();
}

/** Where typing goes on. Its program may not be there yet. */
async function typed(id: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    try {
      return await readTyped(id, signal);
    } catch (error) {
      if (!mayAgain(error)) {
        throw error;
      }

      await pause(300, signal);
    }
  }
}

const mayAgain = (error: unknown) => error instanceof ApiError && (error.isUnreachable || error.status >= 500 || error.status === 429 || error.code === "not-running");
