import { freshState, type AnsiState } from "../ansi/AnsiState.ts";
import type { LineBuffer } from "../ansi/LineBuffer.ts";
import { plain } from "../ansi/Style.ts";
import type { Row } from "./Row.ts";

/** A line that has no newline yet, and where its row stands. */
export interface OpenLine { readonly row: Row; readonly buffer: LineBuffer; readonly rows: Row[]; readonly index: number }

/** What one stream's output so far means for what follows. */
export interface StreamCarry { readonly state: AnsiState; readonly open: OpenLine | null }

export interface Carry { readonly stdout: StreamCarry; readonly stderr: StreamCarry }

const fresh: StreamCarry = { state: freshState, open: null };

export const freshCarry: Carry = { stdout: fresh, stderr: fresh };

const isFresh = ({ state, open }: StreamCarry): boolean => open === null && state.pending === "" && state.style === plain;

export const isFreshCarry = (carry: Carry): boolean => isFresh(carry.stdout) && isFresh(carry.stderr);
