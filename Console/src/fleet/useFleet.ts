import { useEffect } from "preact/hooks";
import { useValue } from "../app/useValue.ts";
import { fleet, type Fleet } from "./FleetStore.ts";

export function useFleet(): Fleet {
  useEffect(fleet.watch, []);
  return useValue(fleet.value);
}
