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
import { Typing } from "./Typing.ts";
import { withStyles } from "./withStyles.ts";

/** Records of what it showed before the page was opened. */
const before = 2_000;
const hiddenForMs = 60_000;

const bytesOf = (record: LogRecord) => (record.base64 ? Uint8Array.from(atob(record.base64), letter => letter.charCodeAt(0)) : record.text);

/** Puts the terminal of a running task into a place of the page, until the signal. */
export async function openShell(place: HTMLElement, id: string, signal: AbortSignal, say: (problem: unknown) => void): Promise<void> {
  const terminal = new Terminal({ cursorBlink: true, fontSize: 13, fontFamily: "ui-monospace, Menlo, Consolas, monospace", scrollback: 5_000, theme: { background: "#11151a" } });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  withStyles(css, signal, () => terminal.open(place));
  fit.fit();
  terminal.focus();
  const watch = new ResizeObserver(() => fit.fit());
  watch.observe(place);
  signal.addEventListener("abort", () => { watch.disconnect(); terminal.dispose(); });

  let isLive = true;
  let typing: Typing | undefined;
  const early: Uint8Array[] = []; // typed before it is known where typing goes on
  const type = (keys: Uint8Array) => {
    if (isLive) (typing ? typing.add(keys) : early.push(keys));
  };
  terminal.onData(text => type(new TextEncoder().encode(text)));
  terminal.onBinary(text => type(Uint8Array.from(text, letter => letter.charCodeAt(0))));

  const known = (await readTask(id, signal)).log.nextSeq;
  let next = Math.max(1, known - before);
  isLive = next >= known; // what a terminal says to questions of long ago must not be typed
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

  const ready = typing = new Typing(await typed(id, signal), (at, data) => typeInto(id, at, data, signal), mayAgain, ms => pause(ms, signal), say);
  signal.addEventListener("abort", () => ready.close());
  early.forEach(keys => ready.add(keys));
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
