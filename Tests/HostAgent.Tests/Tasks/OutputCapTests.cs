using System.Text;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Tasks;

/// <summary>A task that prints more than its cap runs on unhindered, and what is not kept is counted.</summary>
public sealed class OutputCapTests : IDisposable
{
    private readonly TestHost _host = new();

    [Theory]
    [InlineData(99_999, 1)]
    [InlineData(100_000, 0)]
    [InlineData(1_000_000, 0)]
    public async Task Start_MoreThanTheCap_KeepsExactlyTheCapAndCountsTheRest(int cap, int dropped)
    {
        var order = Some.Script("t", "yes 123456789 | head -c 100000; exit 3") with { LogCapBytes = cap };

        var end = await _host.Run(order);

        Assert.Equal((3, dropped, 0), (end.ExitCode, end.StdoutDropped, end.StderrDropped));
        Assert.Equal(string.Concat(Enumerable.Repeat("123456789\n", 10_000))[..(100_000 - dropped)], _host.Stdout(order));
        Assert.Null(end.Note);
    }

    [Fact]
    public async Task Start_BothStreams_ShareOneCapAndAreCountedEach()
    {
        var order = Some.Script("t", "head -c 150000 /dev/zero; sleep 0.5; head -c 150000 /dev/zero >&2; sleep 0.5; head -c 7 /dev/zero") with { LogCapBytes = 200_000 };

        var end = await _host.Run(order);

        Assert.Equal((7, 100_000), (end.StdoutDropped, end.StderrDropped));
        Assert.Equal((150_000, 50_000), (_host.Bytes(order, LogStream.Stdout).Length, _host.Bytes(order, LogStream.Stderr).Length));
    }

    [Fact]
    public async Task Start_ManyTimesTheCap_IsCountedToTheByte()
    {
        var order = Some.Script("t", "head -c 300000000 /dev/zero") with { LogCapBytes = Limits.LowestLogCapBytes };

        var end = await _host.Run(order);

        Assert.Equal((0, 300_000_000 - Limits.LowestLogCapBytes), (end.ExitCode, end.StdoutDropped));
    }

    [Fact]
    public async Task Start_TheSupervisorIsKilledAfterTheCap_TheNoteSaysThatTheCountIsNotKnown()
    {
        var order = Some.Script("t", "head -c 2000000 /dev/zero; echo said >&2; kill -KILL $PPID; sleep 0.2") with { LogCapBytes = 100_000 };

        var end = await _host.Run(order);

        Assert.Equal(ProcessEndKind.Unseen, end.Kind);
        Assert.Contains("had reached the cap", end.Note, StringComparison.Ordinal);
        Assert.Equal(100_000, Encoding.UTF8.GetByteCount(_host.Stdout(order)));
    }

    public void Dispose() => _host.Dispose();
}
