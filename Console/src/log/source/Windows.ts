import { isAbort } from "../../api/ApiError.ts";
import { pause } from "../../api/pause.ts";
import type { LogRecord } from "../../api/types.ts";
import { freshCarry, isFreshCarry, type Carry } from "../lines/Carry.ts";
import { Block, blockSize } from "./Block.ts";
import type { Positions } from "./Positions.ts";

/** Reads `count` records from one on; less may come. */
export type ReadRecords = (fromSeq: number, count: number, signal: AbortSignal) => Promise<LogRecord[]>;

const mostBlocks = 48;
const mostReads = 4;

/** The part of a log that is in memory: a few blocks around what is looked at. */
export class Windows {
  readonly #blocks = new Map<number, Block>();
  readonly #reading = new Map<number, AbortController>();
  #closed = false;

  /** @param changed Called with the index of each block whose rows are new. */
  constructor(readonly positions: Positions, private readonly read: ReadRecords, private readonly changed: (block: number) => void) {}

  get size(): number { return this.#blocks.size; }

  block(index: number): Block | undefined { return this.#blocks.get(index); }

  blockCount(): number { return Math.ceil(this.positions.count / blockSize); }

  /** How many records the block has by now. */
  lengthOf(index: number): number { return Math.max(0, Math.min(blockSize, this.positions.count - index * blockSize)); }

  /**
   * Sees to it that these blocks come, nearest first, and gives up reads that nobody looks at any more.
   * @param isSeen Blocks between them of which nothing is seen, all of it in closed groups, are not read and may go.
   */
  want(first: number, last: number, isSeen: (block: number) => boolean = () => true): void {
    for (const [index, read] of this.#reading) {
      if (index < first - 1 || index > last + 1) {
        read.abort();
        this.#reading.delete(index);
      }
    }

    for (let index = Math.max(0, first); index <= Math.min(last, this.blockCount() - 1); index++) {
      if (!isSeen(index)) {
        continue;
      }

      const block = this.#blocks.get(index);
      if (block) {
        this.#touch(block);
      }

      if ((block?.records.length ?? 0) < this.lengthOf(index) && !this.#reading.has(index) && this.#reading.size < mostReads) {
        void this.#load(index);
      }
    }

    this.#evict(first, last, isSeen);
  }

  /** Live records that come at the end. Those that do not go on a block in memory are read when they are looked at. */
  append(records: readonly LogRecord[], firstPosition: number): void {
    for (let at = 0; at < records.length;) {
      const position = firstPosition + at;
      const index = Math.floor(position / blockSize);
      const within = position % blockSize;
      const some = records.slice(at, at + blockSize - within);
      const block = this.#blocks.get(index) ?? (within === 0 ? this.#place(new Block(index)) : undefined);
      if (block && block.records.length === within) {
        block.append(some, this.#carryInto(index));
        this.changed(index);
      }

      at += some.length;
    }

    this.#evict(this.blockCount() - 2, this.blockCount() - 1);
  }

  close(): void {
    this.#closed = true;
    this.#reading.forEach(read => read.abort());
    this.#reading.clear();
  }

  async #load(index: number): Promise<void> {
    const reading = new AbortController();
    this.#reading.set(index, reading);
    try {
      const held = this.#blocks.get(index)?.records.length ?? 0;
      const first = index * blockSize + held;
      const wanted = this.lengthOf(index) - held;
      const records = await this.read(this.positions.seqAt(first), wanted, reading.signal);
      if (!this.#closed && this.#reading.get(index) === reading) {
        this.#reading.delete(index);
        this.#took(index, held, records);
      }
    } catch (error) {
      if (!isAbort(error)) {
        await pause(1_000, reading.signal);
      }

      if (this.#reading.get(index) === reading) {
        this.#reading.delete(index);
        if (!this.#closed && !isAbort(error)) {
          this.changed(index); // whoever still looks at it wants it again
        }
      }
    }
  }

  #took(index: number, held: number, records: LogRecord[]): void {
    const block = this.#blocks.get(index) ?? this.#place(new Block(index));
    if (block.records.length !== held) {
      return; // live output was faster
    }

    block.append(records, this.#carryInto(index));
    this.changed(index);
    this.#rebuildAfter(index, block.carryOut);
  }

  /** What is after a block that came late may have begun on its last line, or in its colours. */
  #rebuildAfter(index: number, carry: Carry): void {
    if (isFreshCarry(carry)) {
      return;
    }

    for (let next = this.#blocks.get(index + 1); next; next = this.#blocks.get(next.index + 1)) {
      next.rebuild(carry);
      this.changed(next.index);
      carry = next.carryOut;
    }
  }

  #carryInto(index: number): Carry {
    const before = this.#blocks.get(index - 1);
    return before && before.records.length === blockSize ? before.carryOut : freshCarry;
  }

  #place(block: Block): Block {
    this.#blocks.set(block.index, block);
    return block;
  }

  #touch(block: Block): void {
    this.#blocks.delete(block.index);
    this.#blocks.set(block.index, block);
  }

  #evict(first: number, last: number, isSeen: (block: number) => boolean = () => true): void {
    for (const index of this.#blocks.keys()) {
      if (this.#blocks.size <= mostBlocks) {
        return;
      }

      if (index < first || index > last || !isSeen(index)) {
        this.#blocks.delete(index);
      }
    }
  }
}
