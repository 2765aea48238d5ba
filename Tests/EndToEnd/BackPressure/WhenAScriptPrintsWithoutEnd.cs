using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace OrleansOps.EndToEnd;

/// <summary>
/// One task prints as fast as it can while Redis takes little: nobody's memory grows without bound, others do not wait for it, and its cap
/// ends in a marker.
/// </summary>
[Collection(nameof(Alone))]
public sealed class WhenAScriptPrintsWithoutEnd(ITestOutputHelper output) : IAsyncLifetime
{
    private const long Printed = 2L * 1024 * 1024 * 1024;
    private const long Cap = 32L * 1024 * 1024;
    private const int StoreBytesPerSecond = 2 * 1024 * 1024;
    private const long MegaByte = 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private OpsWorld _world = null!;
    private AgentHost _agent = null!;

    public async Task InitializeAsync()
    {
        _world = await OpsWorld.Start(settings: SteppedWorld.Quick, storeBytesPerSecond: StoreBytesPerSecond);
        _agent = await _world.StartAgent();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task OthersDoNotWaitForItAndItsCapEndsInAMarker()
    {
        long[] before = [Memory.Peak(_world.Gateway), Memory.Peak(_agent.Process), Memory.Peak(_world.Redis)];
        await Submit("chatty", "yes | head -c 2G", Cap);
        await Submit("endless", "yes", 1024 * MegaByte);
        await Eventually.Get(() => _world.Api.Task("endless"), task => task["log"]!["nextSeq"]!.GetValue<long>() > 1, "output of the endless task is stored");

        using var limit = new CancellationTokenSource(Limit);
        var ticks = new LiveTicks(_world, _agent.Name, "ticks");
        await ticks.Submit(lines: 40);
        var following = ticks.Follow(limit.Token);
        var cancelled = await CancelAndWait("endless");
        await following;
        var chatty = await _world.Api.Complete("chatty", Limit);

        output.WriteLine($"Worst delay of another task's line: {ticks.Worst.TotalMilliseconds:0} ms of {ticks.Count} lines. Cancelled after {cancelled.TotalMilliseconds:0} ms.");
        Assert.Equal(40, ticks.Count);
        Assert.InRange(ticks.Worst, TimeSpan.Zero, TimeSpan.FromSeconds(10));   // a limit of the test; the machine may be busy
        Assert.InRange(cancelled, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        await AssertCounted(chatty);
        Assert.Equal(1, _agent.Network.Count("Hello"));
        AssertBounded("control plane", _world.Gateway, before[0], 300 * MegaByte);
        AssertBounded("agent", _agent.Process, before[1], 150 * MegaByte);
        AssertBounded("Redis", _world.Redis, before[2], 400 * MegaByte);   // what was stored of both tasks is there, twice
    }

    private async Task Submit(string id, string script, long cap) => await _world.Api.Submit(id, new
    {
        agent = _agent.Name,
        kind = "shell",
        script,
        logCapBytes = cap,
        grace = new { interruptSeconds = 0.5, terminateSeconds = 0.5 },
    });

    private async Task<TimeSpan> CancelAndWait(string id)
    {
        var watch = Stopwatch.StartNew();
        await _world.Api.Cancel(id);
        await _world.Api.InPhase(id, "cancelled", TimeSpan.FromSeconds(60));
        return watch.Elapsed;
    }

    private async Task AssertCounted(JsonObject task)
    {
        Assert.Equal(("succeeded", Printed - Cap, 0), (OpsApi.Phase(task), task["stdoutDropped"]!.GetValue<long>(), task["stderrDropped"]!.GetValue<long>()));
        var log = await _world.Api.RawLog("chatty");
        Assert.Equal(Cap, log.LongLength);
        Assert.True(log.AsSpan().IndexOfAnyExcept((byte)'y', (byte)'\n') < 0, "The log should hold nothing but what was printed.");

        var next = task["log"]!["nextSeq"]!.GetValue<long>();
        var last = (await _world.Api.Get(string.Create(CultureInfo.InvariantCulture, $"/api/v1/tasks/chatty/log?from={next - 1}")))["records"]!.AsArray();
        Assert.Equal(
            (Printed - Cap, "capReached"),
            (last.Single()!["dropped"]!["bytes"]!.GetValue<long>(), last.Single()!["dropped"]!["reason"]!.GetValue<string>()));
    }

    private void AssertBounded(string name, ManagedProcess process, long before, long growth)
    {
        var peak = Memory.Peak(process);
        output.WriteLine($"{name}: at most {peak / MegaByte} MB resident, {before / MegaByte} MB before.");
        Assert.True(peak - before < growth, $"The {name} grew from {before / MegaByte} to {peak / MegaByte} MB; the bound is {growth / MegaByte} MB more.");
    }
}
