using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

public sealed class OrderTests
{
    [Fact]
    public async Task Run_OutputAndExitCodeArriveAndNothingIsLeftOnDisk()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(Some.Script("t1", "echo out; echo err >&2; exit 3"));
        var ended = await gateway.UntilEnded("t1");

        Assert.Equal((TaskOutcome.Exited, 3, null), (ended.Outcome, ended.ExitCode, ended.Signal));
        Assert.Equal((4, 4), (ended.StdoutBytes, ended.StderrBytes));
        Assert.Equal(("out\n", "err\n"), (gateway.LogOf("t1").Stdout, gateway.LogOf("t1").Stderr));
        Assert.Single(gateway.Accepted);
        await agent.UntilNothingIsHeld();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(agent.Data, "tasks")));
    }

    [Fact]
    public async Task Run_TheSameOrderAgain_IsAnsweredAgainAndRunsOnce()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var ran = Path.Join(agent.Data, "ran");
        var gate = Path.Join(agent.Data, "gate");
        gateway.Settles = _ => null;
        var order = Some.Script("t1", $"echo ran >> {ran}; while ! [ -e {gate} ]; do sleep 0.05; done");

        await gateway.Run(order);
        await gateway.Until(() => gateway.Accepted.Count == 1, "an answer");
        await gateway.Run(order);
        await gateway.Until(() => gateway.Accepted.Count == 2, "an answer to each order");
        await File.WriteAllTextAsync(gate, "");
        await gateway.UntilEnded("t1");
        await gateway.Run(order);
        await gateway.Until(() => gateway.Ended.Count == 2, "the report again");

        Assert.Equal(gateway.Ended[0], gateway.Ended[1]);
        Assert.Equal(["ran"], await File.ReadAllLinesAsync(ran));
    }

    [Fact]
    public async Task Run_AnAttemptThatIsOverAndForgotten_IsRefusedEvenAfterARestart()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var order = Some.Command("t1", "/bin/true") with { Attempt = 2 };
        await gateway.Run(order);
        await gateway.UntilEnded("t1", 2);
        await agent.UntilNothingIsHeld();
        await agent.Restart();

        await gateway.Run(order, order with { Attempt = 1 });
        await gateway.Until(() => gateway.Refused.Count == 2, "two refusals");

        Assert.All(gateway.Refused, refused => Assert.Equal(RefusalCode.OldAttempt, refused.Code));
        Assert.Single(gateway.Ended);
    }

    [Fact]
    public async Task Run_AHigherAttemptWhileALowerOneIsHeld_IsAnsweredWithTheLowerOneAndRunsOnce()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var log = Path.Join(agent.Data, "log");
        var first = Some.Script("t1", $"echo runs >> {log}; echo x; until [ -e {log}.go ]; do sleep 0.02; done");

        await gateway.Run(first);
        await gateway.UntilStdout("t1", output => output.Length > 0);
        await gateway.Run(first with { Attempt = 2 });
        await gateway.Until(() => gateway.Accepted.Count(accepted => accepted is { TaskId: "t1", Attempt: 1 }) == 2, "attempt 1 accepted again");
        await File.WriteAllTextAsync(log + ".go", "");
        var ended = await gateway.UntilEnded("t1");

        Assert.Equal((TaskOutcome.Exited, 0), (ended.Outcome, ended.ExitCode));
        Assert.Equal(["runs"], await File.ReadAllLinesAsync(log));
    }

    [Fact]
    public async Task Run_AHigherAttemptWhileALowerOneIsHeldThatIsOver_IsRefusedAndNeverStarts()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        var ran = Path.Join(agent.Data, "ran");
        var settles = gateway.Settles;
        gateway.Settles = _ => null;
        var first = Some.Script("t1", $"echo ran >> {ran}");
        await gateway.Run(first);
        await gateway.UntilEnded("t1");

        await gateway.Run(first with { Attempt = 2 });
        await gateway.Until(() => gateway.Ended.Count == 2, "the report of attempt 1 again");
        Assert.Empty(gateway.Refused);
        gateway.Settles = settles;
        await gateway.Run(first);
        await gateway.Until(() => gateway.Refused.Count == 1, "a refusal of attempt 2");
        await agent.UntilNothingIsHeld();
        await gateway.Run(first with { Attempt = 2 });
        await gateway.Until(() => gateway.Refused.Count == 2, "a second refusal of attempt 2");

        Assert.All(gateway.Refused, refused => Assert.Equal((2, RefusalCode.OldAttempt), (refused.Attempt, refused.Code)));
        Assert.Equal(["ran"], await File.ReadAllLinesAsync(ran));
    }

    [Fact]
    public async Task Run_MoreThanThereAreSlots_WaitInTheirOrder()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway, slots: 2);
        var active = Path.Join(agent.Data, "active");
        Directory.CreateDirectory(active);

        await gateway.Run(Enumerable.Range(0, 20).Select(i => Some.Script($"t{i}", $"touch {active}/{i}; ls {active} | wc -l; sleep 0.05; rm {active}/{i}")));
        await gateway.Until(() => gateway.Ended.Count == 20, "20 ends");

        Assert.All(Enumerable.Range(0, 20), i => Assert.InRange(int.Parse(gateway.LogOf($"t{i}").Stdout), 1, 2));
        var starts = gateway.Ended.OrderBy(ended => ended.StartedAt).Select(ended => int.Parse(ended.TaskId[1..])).ToList();
        Assert.All(starts.Select((task, place) => Math.Abs(task - place)), distance => Assert.InRange(distance, 0, 1));
    }

    [Fact]
    public async Task Run_WhatCannotStart_IsReportedAndTheAgentGoesOn()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(Some.Command("t1", "no-such-program"), Some.Command("t2", "/bin/true"));

        Assert.Equal(TaskOutcome.CouldNotStart, (await gateway.UntilEnded("t1")).Outcome);
        Assert.Equal(TaskOutcome.Exited, (await gateway.UntilEnded("t2")).Outcome);
    }

    [Fact]
    public async Task Run_LongerThanItsTime_IsEndedWithItsTree()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(Some.Script("t1", "trap '' INT TERM; setsid sleep 321 & sleep 322") with { TimeoutMs = 300 });
        var ended = await gateway.UntilEnded("t1");

        Assert.Equal((TaskOutcome.TimedOut, 9, 0), (ended.Outcome, ended.Signal, ended.ProcessesLeft));
    }

    [Fact]
    public async Task Run_ForAnotherAgentOrOutsideItsLimits_IsRefusedAndNothingRuns()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Run(
            Some.Command("t1", "/bin/true") with { AgentId = "another" },
            Some.Command("../x", "/bin/true"),
            Some.Command("t3"));
        await gateway.Until(() => gateway.Refused.Count == 3, "three refusals");

        Assert.Equal([RefusalCode.NotForMe, RefusalCode.Invalid, RefusalCode.Invalid], gateway.Refused.Select(refused => refused.Code));
        Assert.Empty(gateway.Accepted);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Join(agent.Data, "tasks")));
    }

    [Fact]
    public async Task Run_OrdersThatOvertakeTheWelcome_AreAnswered()
    {
        await using var gateway = await TestGateway.Start();
        gateway.BeforeWelcome = async client =>
        {
            await client.Run(Some.Command("t1", "/bin/true") with { AgentId = "another" });
            await client.Run(Some.Script("t2", "echo x"));
        };
        await using var agent = await TestAgent.Start(gateway);

        await gateway.Until(() => gateway.Refused.Count == 1, "a refusal");
        await gateway.UntilEnded("t2");

        Assert.Equal("x\n", gateway.LogOf("t2").Stdout);
        Assert.NotEmpty(gateway.Accepted);
    }

    [Fact]
    public async Task Settled_UnknownTask_KeepsWhatWasLeftForItsOperator()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.Settles = _ => SettledCode.UnknownTask;

        await gateway.Run(Some.Script("t1", "echo precious"));
        await gateway.UntilEnded("t1");
        await agent.UntilNothingIsHeld();

        Assert.Equal("precious\n", await File.ReadAllTextAsync(Path.Join(agent.Data, "orphans/t1.1/out")));
    }
}
