using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>Runs of Terraform on a whole installation, with a real terraform where the machine has one.</summary>
public sealed class WhenTerraformRunsOnAHost
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static TheoryData<string> Programs => [.. TerraformStandIn.All];

    public static TheoryData<string, string> Middles
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var program in TerraformStandIn.All)
            {
                foreach (var what in (string[])["cancel", "agent", "gateway"])
                {
                    all.Add(program, what);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task ItIsPlanned_Confirmed_AndAppliedAsItWasPlanned(string program)
    {
        await using var world = await OpsWorld.Start();
        var agent = await world.StartAgent();
        var code = TerraformCode.Write(world, TerraformCode.Words);

        var planned = await Run(world, 5, program, "first", code, "--var", "word=eins", "--secret", "TF_VAR_password");
        Assert.Contains("+ terraform_data.a", planned, StringComparison.Ordinal);
        Assert.Contains("input = \"eins\"", planned, StringComparison.Ordinal);
        Assert.Contains("Plan: 2 to add, 0 to change, 0 to destroy.", planned, StringComparison.Ordinal);
        Assert.Contains("opsctl tf confirm network first", planned, StringComparison.Ordinal);
        Assert.Contains("(sensitive)", await Opsctl.Run(world, 0, "tf", "runs", "network", "first", "--changes"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Api.Http.GetAsync("/api/v1/terraform/state/network")).StatusCode);   // a plan writes no state

        var applied = await Opsctl.Run(world, 0, "tf", "confirm", "network", "first", "--comment", "as discussed");
        Assert.Contains("is applied. 2 added, 0 changed, 0 destroyed.", applied, StringComparison.Ordinal);
        Assert.Contains("eins", await Opsctl.Run(world, 0, "tf", "state", "pull", "network"), StringComparison.Ordinal);
        Assert.Contains("as discussed", await Opsctl.Run(world, 0, "tf", "runs", "network", "first"), StringComparison.Ordinal);
        Assert.Null((await world.Api.Get("/api/v1/terraform/workspaces/network"))["lock"]);

        Assert.Contains("There is nothing to change", await Run(world, 0, program, "second", code, "--var", "word=eins", "--secret", "TF_VAR_password"), StringComparison.Ordinal);
        var third = await Run(world, 0, program, "third", code, "--var", "word=zwei", "--secret", "TF_VAR_password", "--auto-approve");
        Assert.Contains("input: \"eins\" -> \"zwei\"", third, StringComparison.Ordinal);
        var destroyed = await Run(world, 0, program, "fourth", code, "--var", "word=zwei", "--secret", "TF_VAR_password", "--destroy", "--auto-approve");   // masked: of what it destroys Terraform shows what its resource does not mark
        Assert.Contains("0 added, 0 changed, 2 destroyed", destroyed, StringComparison.Ordinal);
        Assert.Equal(["fourth", "third", "second", "first"], (await Opsctl.Run(world, 0, "tf", "runs", "network", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries));

        await Eventually.Holds(() => agent.TaskFiles().Count == 0, "the host keeps nothing of its tasks");
        foreach (var file in Directory.EnumerateFiles(world.Root, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not "lock"))   // of Redis, the gateway, and the host
        {
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(TerraformStandIn.Password)) < 0, $"{file} has what is secret.");
        }
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task TheStateMovedSinceThePlan_NothingIsApplied(string program)
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent();
        var code = TerraformCode.Write(world, TerraformCode.Words);
        await Run(world, 5, program, "first", code, "--var", "word=eins");
        await Run(world, 5, program, "second", code, "--var", "word=zwei");

        await Opsctl.Run(world, 0, "tf", "confirm", "network", "second");

        await Phase(world, "first", "stale");
        var refused = await Opsctl.Run(world, 3, "tf", "confirm", "network", "first");
        Assert.Contains("is stale", refused, StringComparison.Ordinal);
        Assert.Contains("planned on no state", refused, StringComparison.Ordinal);
        Assert.Contains("zwei", await Opsctl.Run(world, 0, "tf", "state", "pull", "network"), StringComparison.Ordinal);
        Assert.Null((await world.Api.Get("/api/v1/terraform/workspaces/network/runs/first"))["applyTask"]);
    }

    [Theory, MemberData(nameof(Programs))]
    public async Task ItIsDiscarded_OrItsPlanFails_AndNothingIsApplied(string program)
    {
        await using var world = await OpsWorld.Start();
        await world.StartAgent();
        var code = TerraformCode.Write(world, TerraformCode.Words);
        await Run(world, 5, program, "first", code, "--var", "word=eins");

        Assert.Contains("Discarded by", await Opsctl.Run(world, 0, "tf", "discard", "network", "first", "--comment", "too many"), StringComparison.Ordinal);
        Assert.Contains("does not wait for that", await Opsctl.Run(world, 3, "tf", "confirm", "network", "first"), StringComparison.Ordinal);
        Assert.Contains("The plan did not succeed", await Run(world, 1, program, "second", code), StringComparison.Ordinal);   // without a value for its variable
        Assert.Contains("is finished", await Run(world, 0, program, "third", code, "--var", "word=drei", "--plan-only"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await world.Api.Http.GetAsync("/api/v1/terraform/state/network")).StatusCode);
        await Opsctl.Run(world, 0, "tf", "delete", "network", "--yes");
    }

    [Theory, MemberData(nameof(Middles))]
    public async Task InTheMiddleOfAnApply_WhatIsDoneIsInTheState(string program, string what)
    {
        await using var world = await OpsWorld.Start();
        var agent = await world.StartAgent();
        var (begun, goOn) = (Path.Combine(world.Root, "begun"), Path.Combine(world.Root, "go-on"));
        var code = TerraformCode.Write(world, TerraformCode.Slow);
        await Run(world, 0, program, "first", code, "--var", "word=eins", "--var", $"begun={begun}", "--var", $"go_on={goOn}", "--auto-approve", "--detach");
        await Eventually.Holds(() => File.Exists(begun), "the apply is in its middle", Limit);
        Assert.NotNull((await world.Api.Get("/api/v1/terraform/workspaces/network"))["lock"]);

        switch (what)
        {
            case "cancel":
                await Opsctl.Run(world, 0, "tf", "cancel", "network", "first");
                break;
            case "agent":
                await agent.Process.KillNow();
                agent.Start();
                await world.Online(agent);
                await File.WriteAllTextAsync(goOn, "");
                break;
            default:
                await world.Gateway.KillNow();
                await File.WriteAllTextAsync(goOn, "");
                await world.StartGateway();
                break;
        }

        await Phase(world, "first", what is "cancel" ? "cancelled" : "applied");
        var state = await Eventually.Get(() => world.Api.Get("/api/v1/terraform/state/network"), found => found["resources"]!.AsArray().Count >= 1, "there is a state");
        Assert.Contains("eins", state.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(what is "cancel" ? 1 : 2, state["resources"]!.AsArray().Count(resource => resource!["instances"]![0]!["status"] is null));
        await Eventually.Get(() => world.Api.Get("/api/v1/terraform/workspaces/network"), workspace => workspace["lock"] is null, "the workspace is not locked");
        await Eventually.Holds(() => agent.TaskFiles().Count == 0, "the host keeps nothing of its tasks");
    }

    private static Task<JsonObject> Phase(OpsWorld world, string run, string phase) => Eventually.Get(
        () => world.Api.Get($"/api/v1/terraform/workspaces/network/runs/{run}"), found => found["phase"]!.GetValue<string>() == phase, $"run {run} is {phase}", Limit);

    private static async Task<string> Run(OpsWorld world, int expected, string program, string id, string code, params string[] rest)
    {
        var environment = Opsctl.Environment(world);
        environment["TF_VAR_password"] = TerraformStandIn.Password;
        await using var run = new ManagedProcess(
            "opsctl", [.. Builds.CliProgram, "tf", "run", "network", "--host", "host-1", "--dir", code, "--id", id, "--program", TerraformStandIn.PathOf(program, world), .. rest], environment);
        var ended = await run.Ended(Limit);
        Assert.True(ended == expected, $"opsctl tf run {id}: expected exit code {expected}, was {ended}. It printed:\n{run.Output}");
        return run.Output;
    }
}
