import { expect, test } from "vitest";
import { eventually } from "../world/eventually.ts";
import { setting } from "../world/setting.ts";

const here = setting({ hosts: 2 });

test("a host that is removed is gone everywhere, and its agent is let in no more", async () => {
  const fleet = await here.browser.operator();
  await fleet.goto("/fleet");
  await fleet.getByRole("row").filter({ hasText: "host-2" }).waitFor();

  const page = await here.browser.operator();
  await page.goto(`/hosts/${here.world.hosts[1]!.id}`);
  await page.getByRole("button", { name: "Remove host" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove host-2?" });
  await dialog.getByText("Its identity is revoked").waitFor();
  await dialog.getByRole("button", { name: "Remove host" }).click();

  await page.waitForURL(/\/fleet$/);
  await page.getByRole("row").filter({ hasText: "host-1" }).waitFor();
  expect(await page.getByRole("row").filter({ hasText: "host-2" }).count()).toBe(0);
  await fleet.getByRole("row").filter({ hasText: "host-2" }).waitFor({ state: "detached" }); // without a reload
  await page.goto(`/hosts/${here.world.hosts[1]!.id}`);
  await page.getByText("There is no such host").waitFor();
  await eventually("the agent is told that it is refused", () => here.world.hosts[1]!.process.output + (here.world.hosts[1]!.process.isRunning ? "" : "ended"), text => /refus|revok|removed|not accepted|401|ended/i.test(text));
  await here.world.submit("host-1", "echo still here", "after-removal");
  await here.world.over("after-removal");
});

test("a token that is revoked opens nothing any more, and leaves the list", async () => {
  const { token } = await here.world.api<{ token: string }>("POST", "/api/v1/tokens", { name: "ada" });
  const ask = async () => (await fetch(`${here.world.address}/api/v1/agents`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await ask()).toBe(200);
  const page = await here.browser.operator();
  await page.goto("/access");
  const row = page.getByRole("region", { name: "Tokens" }).getByRole("listitem").filter({ hasText: "ada" });
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog", { name: "Revoke ada?" }).getByRole("button", { name: "Revoke" }).click();
  await row.waitFor({ state: "detached" });
  await eventually("the token is refused", ask, status => status === 401);
});

test("whoever ends their own session is logged out", async () => {
  const page = await here.browser.operator({}, { ownSession: true });
  await page.goto("/access");
  const mine = page.locator(".sessions li").filter({ hasText: "this one" });
  await mine.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByText("That is this browser").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  expect((await page.request.get("/api/v1/agents")).status()).toBe(401);
});
