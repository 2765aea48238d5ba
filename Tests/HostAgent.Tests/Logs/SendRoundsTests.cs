namespace OrleansOps.AgentTests.Logs;

/// <summary>One batch of each log in turn.</summary>
public sealed class SendRoundsTests : IDisposable
{
    private readonly LogsOfAHost _host = new();

    [Fact]
    public async Task ARound_TakesOneBatchOfEach_AndBeginsWithAnotherEachTime()
    {
        foreach (var task in new[] { "a", "b", "c" })
        {
            _host.Print(_host.Start(task), string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 1_000)));
        }

        Assert.True(await Send());
        Assert.True(await Send());

        Assert.Equal(["b", "c", "a", "c", "a", "b"], _host.Hub.Batches.Select(batch => batch.TaskId));
    }

    [Fact]
    public async Task ALogThatIsOverAndSent_IsSaidOnce_AndLeavesTheRoundsWhenItIsStored()
    {
        var log = _host.Start("a");
        _host.Print(log, "1\n");
        _host.End(log);

        await Send();
        await Send();
        Assert.Equal(["a.1 sent"], _host.Progress.Said);
        Assert.True(log.IsActive);   // nobody has said that it is stored: it may have to be sent again

        _host.Marks.Take(LogsOfAHost.Mark(log, nextSeq: 2, stdout: 2));
        await Send();
        Assert.Equal(["a.1 sent", "a.1 stored"], _host.Progress.Said);
        Assert.False(log.IsActive);
    }

    [Fact]
    public async Task AConnectionThatTakesNoBatch_EndsTheRound()
    {
        foreach (var task in new[] { "a", "b" })
        {
            _host.Print(_host.Start(task), "1\n");
        }

        _host.Hub.Takes = _ => throw new IOException("The connection is gone.");

        Assert.False(await Send());
        Assert.Empty(_host.Hub.Batches);
        Assert.Null(_host.Open.Now);
        Assert.Equal(1, _host.Logs.Active.Count(log => log.Log.IsUnderWay));   // the other one was not cut
    }

    [Fact]
    public async Task AConnectionThatWasReplacedWhileABatchWasSent_TakesNoMore()
    {
        var other = new NotedHub();
        foreach (var task in new[] { "a", "b" })
        {
            _host.Print(_host.Start(task), "1\n");
        }

        _host.Hub.Takes = _ => _host.Open.Open(other);
        await Send();

        Assert.Single(_host.Hub.Batches);
        Assert.Same(other, _host.Open.Now);
    }

    [Fact]
    public async Task ABatchOfWhichNothingIsHeard_IsAskedFor()
    {
        var log = _host.Start("a");
        _host.Print(log, "1\n");
        await Send();
        log.LookNow();
        await Send();
        Assert.Empty(_host.Hub.Questions);

        _host.Time.Advance(_host.Window.AskAfter);
        log.LookNow();
        await Send();
        await Send();

        Assert.Equal("a", Assert.Single(_host.Hub.Questions).TaskId);
    }

    [Fact]
    public async Task ALogThatHadNothing_IsLookedAtLater_UntilItsAttemptHurries()
    {
        var log = _host.Start("a");
        await Send();
        Assert.False(log.IsDue);
        Assert.InRange(_host.Logs.NextLook, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20));

        _host.Logs.Hurry(log.Log.Attempt);

        Assert.Equal(TimeSpan.Zero, _host.Logs.NextLook);
    }

    public void Dispose() => _host.Dispose();

    private Task<bool> Send() => _host.Rounds.Send(_host.Hub);
}
