import type { DiskUse } from "../api/types.ts";

/** The disk that will be full first. */
export function fullestDisk(disks: readonly DiskUse[] | undefined): DiskUse | undefined {
  return disks?.filter(disk => disk.totalBytes > 0).reduce<DiskUse | undefined>(
    (fullest, disk) => (!fullest || disk.usedBytes / disk.totalBytes > fullest.usedBytes / fullest.totalBytes ? disk : fullest), undefined);
}
