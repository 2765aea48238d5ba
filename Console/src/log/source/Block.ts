import type { LogRecord } from "../../api/types.ts";
import { assemble } from "../lines/assemble.ts";
import { freshCarry, type Carry } from "../lines/Carry.ts";
import type { Row } from "../lines/Row.ts";

/** How many records a block has when it is full. */
export const blockSize = 512;

/** A run of records that is in memory, and its rows. */
export class Block {
  rows: Row[] = [];
  carryOut: Carry = freshCarry;
  readonly records: LogRecord[] = [];

  constructor(readonly index: number) {}

  /** Adds records at the end; their rows go on from what was before. */
  append(records: readonly LogRecord[], carryIn: Carry): void {
    const carry = this.records.length === 0 ? carryIn : this.carryOut;
    this.records.push(...records);
    this.carryOut = assemble(records, carry, this.rows);
  }

  rebuild(carryIn: Carry): void {
    this.rows = [];
    this.carryOut = assemble(this.records, carryIn, this.rows);
  }
}
