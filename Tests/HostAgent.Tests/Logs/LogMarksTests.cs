using OrleansOps.HostAgent.Logs;

namespace OrleansOps.AgentTests.Logs;

/// <summary>What the gateway's word of a log means for the sending of it.</summary>
public sealed class LogMarksTests : IDisposable
{
    private readonly LogsOfAHost _host = new();
    private readonly FollowedLog _log;

    public LogMarksTests()
    {
        _log = _host.Start("a");
        _host.Print(_log, "1\n2\n");
    }

    [Fact]
    public async Task AllStored_OfALogThatIsOver_IsSaid()
    {
        _host.End(_log);
        await _host.Rounds.Send(_host.Hub);

        _host.Marks.Take(LogsOfAHost.Mark(_log, nextSeq: 3, stdout: 4));

        Assert.Equal(["a.1 sent", "a.1 stored"], _host.Progress.Said);
        Assert.Equal(0, _host.Logs.UnstoredBytes);
    }

    [Fact]
    public async Task ARefusedBatch_IsSentAgainFromTheMark_AfterAPause()
    {
        await _host.Rounds.Send(_host.Hub);

        _host.Marks.Take(LogsOfAHost.Mark(_log, nextSeq: 1, stdout: 0, "the store is full"));
        Assert.False(_log.IsDue);
        _host.Marks.Take(LogsOfAHost.Mark(_log, nextSeq: 1, stdout: 0, "the store is full"));   // of the next batch that was under way
        _host.Time.Advance(TimeSpan.FromMilliseconds(250));
        Assert.True(_log.IsDue);   // one pause, not two

        await _host.Rounds.Send(_host.Hub);
        Assert.Equal([0, 0], _host.Hub.Batches.Select(batch => batch.Offset));
    }

    [Fact]
    public void ALogOfWhichNothingIsTaken_IsSaidToBeClosed()
    {
        _log.Log.Doubt();
        _host.Marks.TakeAnswer(_log, LogsOfAHost.Mark(_log, nextSeq: 0, stdout: 0, "not given to this agent"));

        Assert.Equal(["a.1 closed"], _host.Progress.Said);
        Assert.True(_log.Log.IsClosed);
        Assert.False(_log.IsDue);
    }

    [Fact]
    public void AMarkOfALogThatIsNotHere_MeansNothing()
    {
        _host.Logs.Remove(_log.Log.Attempt);

        _host.Marks.Take(LogsOfAHost.Mark(_log, nextSeq: 3, stdout: 4));

        Assert.Empty(_host.Progress.Said);
        Assert.Empty(_host.Logs.Active);
    }

    public void Dispose() => _host.Dispose();
}
