namespace OrleansOps.Tests.Support;

/// <summary>Three silos, two gateways and five agents on this machine, led through one fault after the other under load.</summary>
public sealed class FaultyCluster : IAsyncDisposable
{
    /// <summary>A task of each load prints lines; beside it there is room for a thousand that wait, over all agents.</summary>
    private const int Slots = 250;

    private int _loads;

    private FaultyCluster(Installation at) => At = at;

    public Installation At { get; }

    public static async Task<FaultyCluster> Start(InstallationShape? shape = null, int agents = 5)
    {
        var cluster = new FaultyCluster(await Installation.Start(shape ?? new InstallationShape { Silos = 3, Gateways = 2, Fsync = "always" }));
        try
        {
            await Task.WhenAll(Enumerable.Range(1, agents).Select(number => cluster.At.Enrol($"host-{number}")));
            foreach (var number in Enumerable.Range(1, agents))
            {
                cluster.LaunchAgent($"host-{number}");
            }

            await cluster.IsWhole();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts an enrolled agent, which knows every gateway.</summary>
    public void LaunchAgent(string name) => At.LaunchAgent(name, Slots, At.Gateways.Select((_, gateway) => At.Address(gateway)));

    /// <summary>Lets a fault happen under load, and returns when the load has ended and everything has come to rest.</summary>
    public async Task<FaultReport> Through(ClusterFault fault)
    {
        await IsWhole();
        await using var load = await MeasuredLoad.Start(At, $"{fault.Name}-{++_loads}");
        try
        {
            var away = await fault.Happen(At, load);
            await load.EverybodyIsServed();
            return new FaultReport(fault, away, await load.End());
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{fault.Name}: {late.Message}\n{LastWords()}", late);
        }
    }

    /// <summary>Starts what has ended, and waits until everything takes work.</summary>
    public async Task IsWhole()
    {
        if (At.Redis.Process.HasExited)
        {
            await At.Redis.Resume();
        }

        foreach (var server in At.Servers)
        {
            if (server.Process.HasExited)
            {
                server.Start();
            }
        }

        await Task.WhenAll(At.Servers.Select(server => server.Ready()));
        foreach (var agent in At.Agents)
        {
            await agent.Value.Until("it was online", () => At.IsOnline(agent.Key));
        }
    }

    public ValueTask DisposeAsync() => At.DisposeAsync();

    private string LastWords() => string.Join('\n', At.Servers.Select(server => $"--- {server.Name}: {server.Process.LastWords}"));
}
