import { describe, expect, it } from "vitest";
import { enrolCommand } from "../src/fleet/enrolCommand.ts";

const programs = [{ platform: "linux-x64", sha256: "0a" }, { platform: "linux-arm64", sha256: "0b" }];

describe("the line for a host", () => {
  it("downloads, checks and installs the agent where the gateway has any", () => {
    expect(enrolCommand({ token: "ops_join_x", programs }, "https://ops.example.org", "ada's host")).toBe(
      " ops=$(curl -fsS 'https://ops.example.org/install.sh' || wget -qO- 'https://ops.example.org/install.sh') && printf '%s\\n' 'ops_join_x' | sh -c \"$ops\" install.sh"
      + " --server 'https://ops.example.org' --sha256 linux-x64:0a --sha256 linux-arm64:0b --name 'ada'\\''s host'");
  });

  it("says that HTTP to another host is meant", () => {
    expect(enrolCommand({ token: "t", programs }, "http://10.0.0.1:5180")).toMatch(/ --insecure-http$/);
    expect(enrolCommand({ token: "t", programs }, "http://127.0.0.1:5180")).not.toContain("--insecure-http");
  });

  it("wants an agent on the host where the gateway has none", () => {
    expect(enrolCommand({ token: "t", programs: [] }, "http://10.0.0.1:5180")).toBe(
      " printf '%s\\n' 't' | ops-agent enrol --server 'http://10.0.0.1:5180' --join-token-stdin --insecure-http && ops-agent run --insecure-http");
  });
});
