import { describe, expect, it } from "vitest";
import type { AgentView } from "../src/api/types.ts";
import { fleet } from "../src/fleet/FleetStore.ts";

const host = (id: string): AgentView => ({ id, name: id }) as AgentView;
const shown = (): string[] => fleet.value.current.hosts.map(one => one.id);

describe("a host that is removed here", () => {
  it("leaves at once, and does not come back with what was on its way", () => {
    fleet.put(host("a"));
    fleet.put(host("b"));
    fleet.remove("b");
    expect(shown()).toEqual(["a"]);

    fleet.put(host("b"));
    fleet.put({ ...host("a"), name: "renamed" });
    fleet.remove("c");
    expect(shown()).toEqual(["a"]);
  });
});
