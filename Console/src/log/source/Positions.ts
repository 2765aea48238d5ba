/** Which records are shown, in order. A position is a place in that order, from 0. */
export interface Positions {
  readonly count: number;
  seqAt(position: number): number;
  /** The first position whose record is this one or a later one. */
  positionOf(seq: number): number;
}
