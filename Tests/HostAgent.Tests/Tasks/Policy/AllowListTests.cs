using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>An agent with a list of what it runs, on a gateway that may say anything.</summary>
public sealed class AllowListTests : IDisposable
{
    private readonly SigningParty _party = new();

    public void Dispose() => _party.Dispose();

    [Fact]
    public async Task WhatIsNotAllowed_IsRefusedWithACodeOfItsOwn_AndWhatIs_Runs()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, policy: _party.Host([AllowedWork.Commands, AllowedWork.SignedTasks], "say.run=/bin/echo", "say.run=-n", "say.run=[{1}]", "say.args=.*"));

        await gateway.Run(
            Some.Script("no", "echo no"),
            Some.Command("say", "say", "a  b; $HOME") with { Kind = TaskKind.Named },
            _party.Signed(Some.Script("signed", "echo signed")),
            _party.Signed(Some.Script("other", "echo signed")) with { Script = Encoding.UTF8.GetBytes("echo other") });
        var ended = (await gateway.UntilEnded("say"), await gateway.UntilEnded("signed"));
        await gateway.Until(() => gateway.Refused.Count == 2, "two refusals");

        Assert.Equal((0, 0), (ended.Item1.ExitCode, ended.Item2.ExitCode));
        Assert.Equal(("[a  b; $HOME]", "signed\n"), (gateway.LogOf("say").Stdout, gateway.LogOf("signed").Stdout));
        Assert.Equal([("no", RefusalCode.NotAllowed), ("other", RefusalCode.NotAllowed)], gateway.Refused.Select(refused => (refused.TaskId, refused.Code)).Order());
        Assert.Equal("This host runs only named commands and signed tasks (its setting 'only'), and the task has no signature.", gateway.Refused.Find(refused => refused.TaskId == "no")!.Reason);
        Assert.Equal(["say"], gateway.Hellos[0].Facts.Commands);
        Assert.Equal(["commands", "signed"], gateway.Hellos[0].Facts.Only);
    }

    /// <summary>It was taken while anything was, and stood in the journal when the host's settings became stricter.</summary>
    [Fact]
    public async Task WhatStandsInTheJournal_IsLookedAtBeforeItStarts()
    {
        using var directory = new TemporaryDirectory();
        await using var gateway = await TestGateway.Start();
        await using (var before = await TestAgent.Start(gateway, slots: 1, data: directory.Path))
        {
            await gateway.Run(Some.Script("first", "sleep 600"), Some.Script("second", "touch $OPS_RAN") with { Env = new Dictionary<string, string> { ["RAN"] = "x" } });
            await gateway.Until(() => gateway.Accepted.Count == 2, "both taken");
        }

        await using var after = await TestAgent.Start(gateway, slots: 1, data: directory.Path, policy: _party.Host([AllowedWork.SignedTasks]));
        await gateway.Cancel("first");   // it runs on: it was started when it might be
        var second = await gateway.UntilEnded("second");

        Assert.Equal((TaskOutcome.CouldNotStart, (int?)null), (second.Outcome, second.ExitCode));
        Assert.Contains("the task has no signature", second.Note, StringComparison.Ordinal);
        Assert.Equal(TaskOutcome.Cancelled, (await gateway.UntilEnded("first")).Outcome);
    }

    /// <summary>The order was good when it came; by the time that there is a slot for it, it is not.</summary>
    [Fact]
    public async Task ASignatureThatEndsWhileTheTaskWaits_StartsNothing()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, slots: 1, policy: _party.Host([AllowedWork.SignedTasks]));
        var until = TimeProvider.System.GetUtcNow().AddSeconds(3);

        await gateway.Run(_party.Signed(Some.Script("first", "cat; sleep 4")), _party.Signed(Some.Script("second", "echo ran"), until: until));
        var second = await gateway.UntilEnded("second");

        Assert.Equal(TaskOutcome.CouldNotStart, second.Outcome);
        Assert.Contains("its signature was good until", second.Note, StringComparison.Ordinal);
    }
}
