using Microsoft.Extensions.Time.Testing;
using OrleansOps.HostAgent.Logs;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Logs;

/// <summary>How much the agent has under way: shared fairly, and less where the store is slow.</summary>
public sealed class LogWindowTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogWindow _window;

    public LogWindowTests() => _window = new LogWindow(_time);

    [Fact]
    public void Room_ALogThatHasSomethingUnderWay_LeavesAQuarterToOthers()
    {
        _window.Open(8 * Limits.BatchBytes);
        _window.Used = 6 * Limits.BatchBytes;

        Assert.Equal(0, _window.Room(isUnderWay: true));
        Assert.Equal(2 * Limits.BatchBytes, _window.Room(isUnderWay: false));
    }

    [Fact]
    public void Room_InTheSmallestWindow_IsOneBatchForAnybody()
    {
        _window.Open(1);

        Assert.Equal(Limits.BatchBytes, _window.Room(isUnderWay: true));
    }

    [Fact]
    public void Stored_Slowly_HalvesItOnceForAllThatWasUnderWay_AndNotBelowFourBatches()
    {
        var first = Pass(TimeSpan.FromSeconds(1));
        var second = Pass(TimeSpan.FromMilliseconds(1));
        Pass(TimeSpan.FromSeconds(1));
        _window.Stored(first);
        _window.Stored(second);
        Assert.Equal(Limits.WindowBytes / 2, _window.Size);

        for (var i = 0; i < 20; i++)
        {
            var sent = Pass(TimeSpan.FromMilliseconds(1));
            Pass(TimeSpan.FromSeconds(1));
            _window.Stored(sent);
        }

        Assert.Equal(4 * Limits.BatchBytes, _window.Size);
    }

    [Fact]
    public void Stored_Quickly_GrowsUpToWhatTheGatewayBears()
    {
        var sent = Pass(TimeSpan.FromMilliseconds(1));
        Pass(TimeSpan.FromSeconds(1));
        _window.Stored(sent);
        sent = Pass(TimeSpan.FromMilliseconds(10));
        for (var i = 0; i < 100; i++)
        {
            _window.Stored(sent);
        }

        Assert.Equal(Limits.WindowBytes, _window.Size);
    }

    [Fact]
    public void LargestBatch_AfterASessionThatEndedWithSomethingOnTheLine_BeginsSmallAndGrowsAsTheLineCarries()
    {
        Assert.Equal(Limits.BatchBytes, _window.LargestBatch);
        _window.Used = Limits.BatchBytes;
        _window.Open(Limits.WindowBytes);
        _window.Used = 0;
        Assert.Equal(8 * 1024, _window.LargestBatch);

        for (var i = 0; i < 3; i++)
        {
            var sent = Pass(TimeSpan.FromMilliseconds(10));
            _window.Carried(_window.LargestBatch, sent);
        }

        Assert.Equal(Limits.BatchBytes, _window.LargestBatch);
    }

    [Fact]
    public void LargestBatch_OnALineThatTakesSeconds_ShrinksToFourKilobytes()
    {
        _window.Used = Limits.BatchBytes;
        _window.Open(Limits.WindowBytes);
        for (var i = 0; i < 5; i++)
        {
            var sent = Pass(TimeSpan.FromSeconds(1));
            Pass(TimeSpan.FromSeconds(8));
            _window.Carried(4 * 1024, sent);
        }

        Assert.Equal(4 * 1024, _window.LargestBatch);
        Assert.False(_window.LineTakes(1));
    }

    /// <summary>Time that passes when a test says so.</summary>

    /// <summary>Gives the time after it.</summary>
    private long Pass(TimeSpan time)
    {
        _time.Advance(time);
        return _time.GetTimestamp();
    }
}
