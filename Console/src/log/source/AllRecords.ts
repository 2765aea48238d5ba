import type { Positions } from "./Positions.ts";

/** Every record: numbers go from 1 without gaps. */
export class AllRecords implements Positions {
  constructor(public count: number) {}

  seqAt(position: number): number { return position + 1; }

  positionOf(seq: number): number { return Math.max(0, Math.min(seq - 1, this.count)); }
}
