using System.Text;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>A log that cannot be sent as fast as it is printed holds up nothing else.</summary>
public sealed class FairnessTests
{
    [Fact]
    public async Task ALogWhoseAnswersComeOneByOne_LeavesRoomForAnother()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.WindowBytes = 8 * Limits.BatchBytes;
        gateway.Cut();
        await gateway.UntilConnected(2);
        gateway.Stores = batch => batch.TaskId != "chatty";   // nothing of it is answered: the window stays as full as it makes it

        await gateway.Run(Some.Script("chatty", "yes | head -c 3000000"));
        await gateway.UntilEnded("chatty");
        await gateway.Run(Some.Script("other", "echo heard"));

        await gateway.UntilStdout("other", output => output == "heard\n");
        Assert.Equal("", gateway.LogOf("chatty").Stdout);
    }

    [Fact]
    public async Task AResult_DoesNotWaitForALogThatNobodyTakes()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.WindowBytes = Limits.BatchBytes;
        gateway.Cut();
        await gateway.UntilConnected(2);
        gateway.Stores = _ => false;
        await gateway.Run(Some.Script("t1", "yes | head -c 3000000; exec sleep 600"));
        await gateway.Until(() => gateway.Accepted.Count == 1, "the order to be accepted");

        await gateway.Cancel("t1");
        var ended = await gateway.UntilEnded("t1");
        Assert.Equal(TaskOutcome.Cancelled, ended.Outcome);

        gateway.Stores = _ => true;   // and the log arrives after it, whole
        await gateway.Until(() => gateway.LogOf("t1").Length(LogStream.Stdout) == ended.StdoutBytes, "the whole log");
    }

    [Fact]
    public async Task ALogThatTheGatewayDoesNotTake_IsKeptForTheOperator()
    {
        await using var gateway = await TestGateway.Start();
        await using var agent = await TestAgent.Start(gateway);
        gateway.Closes = question => question.Attempt == 2;
        gateway.Settles = _ => SettledCode.StoredLate;

        await gateway.Run(Some.Script("t1", "echo kept") with { Attempt = 2 });
        await gateway.UntilEnded("t1", attempt: 2);

        var file = Path.Join(agent.Data, "orphans", "t1.2", "out");
        Assert.True(SpinWait.SpinUntil(() => File.Exists(file), TimeSpan.FromSeconds(60)), $"{file} should be there.");
        Assert.Equal("kept\n", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)));
        Assert.Empty(gateway.LogOf("t1", 2).Batches);
    }
}
