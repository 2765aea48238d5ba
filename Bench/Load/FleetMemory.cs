using System.Diagnostics;

namespace OrleansOps.Bench;

/// <summary>Server memory for each idle connection, in KiB, and how fast connections were taken.</summary>
internal sealed record FleetMemory(double At1000, double At5000, double ConnectedPerSecond)
{
    /// <summary>Agents that a whole measurement connects.</summary>
    public const int AllAgents = Few + 5_000;

    private const int Few = 100;   // what the first connections cost is code, not connections
    private const int AtOnce = 32;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10.5);

    /// <param name="server">Whose memory is looked at.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="tokens">One for each of <see cref="AllAgents"/>; null for a server that wants none.</param>
    public static async Task<FleetMemory> Take(OwnProcess server, string address, string?[] tokens)
    {
        await using var fleet = new IdleFleet(address);
        await fleet.Connect(tokens[..Few], AtOnce);
        var before = await Settled(server);
        await fleet.Connect(tokens[Few..(Few + 1_000)], AtOnce);
        var at1000 = await Settled(server);

        var start = Stopwatch.GetTimestamp();
        await fleet.Connect(tokens[(Few + 1_000)..], AtOnce);
        var took = Stopwatch.GetElapsedTime(start);
        var at5000 = await Settled(server);

        fleet.EnsureAllAreConnected();
        return new FleetMemory((at1000 - before) / 1_000, (at5000 - before) / 5_000, 4_000 / took.TotalSeconds);
    }

    // Past one heartbeat of everyone, so that what connecting left behind is collected as far as the server does so by itself.
    private static async Task<double> Settled(OwnProcess server)
    {
        await Task.Delay(Settle, TimeProvider.System);
        return server.Resident() / 1024.0;
    }
}
