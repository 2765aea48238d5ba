namespace OrleansOps.Bench;

/// <summary>Redis, control plane and agents, each agent behind a line of its own that can be cut; all of it can be broken and mended.</summary>
internal sealed class SoakWorld : IAsyncDisposable
{
    public const int Slots = 5;
    private const int AgentCount = 3;
    private readonly Dictionary<string, CutLine> _lines = new(StringComparer.Ordinal);

    private SoakWorld(ProductRig rig) => Rig = rig;

    public ProductRig Rig { get; }

    public IReadOnlyList<string> Agents => [.. _lines.Keys];

    public static async Task<SoakWorld> Start(string folder, TimeSpan retention)
    {
        Directory.CreateDirectory(Path.Combine(folder, "witnesses"));
        var rig = await ProductRig.Start(new ProductSettings
        {
            Folder = folder,
            Fsync = "always",   // what is acknowledged must survive a kill of Redis, or nothing could be counted
            Gateway = new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_Tasks__Retention"] = $"{retention:c}" },
        });
        var world = new SoakWorld(rig);
        try
        {
            for (var i = 0; i < AgentCount; i++)
            {
                var name = await rig.Enrol();
                world._lines[name] = new CutLine(rig.Port);
                world.StartAgent(name);
                await rig.Agent.Until("it was online", () => rig.IsOnline(name));
            }

            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public CutLine Line(string agent) => _lines[agent];

    public void StartAgent(string name) => Rig.LaunchAgent(name, Slots, _lines[name].Address);

    public OwnProcess Find(string name) => Processes.First(process => string.Equals(process.Name, name, StringComparison.Ordinal)).Process;

    /// <summary>Starts what was ended, with the data that it left.</summary>
    public async Task StartAgain(string name)
    {
        switch (name)
        {
            case "redis":
                await Rig.Redis.Resume();
                break;
            case "gateway":
                await Rig.LaunchGateway();
                break;
            default:
                StartAgent(name);
                break;
        }
    }

    /// <summary>The processes by name, as they are now.</summary>
    public IEnumerable<(string Name, OwnProcess Process)> Processes =>
        [("redis", Rig.Redis.Process), ("gateway", Rig.Gateway), .. Rig.Agents.Select(agent => (agent.Key, agent.Value))];

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        foreach (var line in _lines.Values)
        {
            await line.DisposeAsync();
        }
    }
}
