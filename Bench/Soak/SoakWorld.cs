namespace OrleansOps.Bench;

/// <summary>Redis, control plane and agents, each agent behind lines of its own that can be cut; all of it can be broken and mended.</summary>
internal sealed class SoakWorld : IAsyncDisposable
{
    private const int Slots = 6;
    private const int AgentCount = 3;
    private readonly Dictionary<string, CutLine[]> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<int> _excused = [];

    private SoakWorld(Installation at) => At = at;

    public Installation At { get; }

    public IReadOnlyList<string> Agents => [.. _lines.Keys];

    public IReadOnlyList<string> Silos => [.. At.Silos.Select(silo => silo.Name)];

    public IReadOnlyList<string> Gateways => [.. At.Gateways.Select(gateway => gateway.Name)];

    public static async Task<SoakWorld> Start(SoakOptions options, TimeSpan retention)
    {
        Directory.CreateDirectory(Path.Combine(options.Folder, "witnesses"));
        var world = new SoakWorld(await Installation.Start(new InstallationShape
        {
            Folder = options.Folder,
            Fsync = "always",   // what is acknowledged must survive a kill of Redis, or nothing could be counted
            Silos = options.Silos,
            Gateways = options.Gateways,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["OPS_Tasks__Retention"] = $"{retention:c}" },
        }));
        try
        {
            for (var number = 1; number <= AgentCount; number++)
            {
                var name = $"bench-{number}";
                await world.At.Enrol(name);
                world._lines[name] = [.. world.At.Gateways.Select(gateway => new CutLine(gateway.Port))];
                await world.StartAgent(name).Until("it was online", () => world.At.IsOnline(name));
            }

            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>The network of an agent: a line to each gateway.</summary>
    public IReadOnlyList<CutLine> Lines(string agent) => _lines[agent];

    public OwnProcess Find(string name) => Processes.First(process => string.Equals(process.Name, name, StringComparison.Ordinal)).Process;

    /// <summary>Starts what was ended, with the data that it left. What wants something of it waits by itself.</summary>
    public async Task StartAgain(string name)
    {
        if (name is "redis")
        {
            await At.Redis.Resume();
        }
        else if (At.Servers.FirstOrDefault(server => string.Equals(server.Name, name, StringComparison.Ordinal)) is { } server)
        {
            server.Start();
        }
        else
        {
            StartAgent(name);
        }
    }

    /// <summary>A process that stood still may end by itself when it goes on: the others may have given it up.</summary>
    public void Excuse(string name) => _excused.Add(Find(name).Id);

    public bool IsExcused(OwnProcess process) => _excused.Contains(process.Id);

    /// <summary>The processes by name, as they are now.</summary>
    public IEnumerable<(string Name, OwnProcess Process)> Processes =>
    [
        ("redis", At.Redis.Process),
        .. At.Servers.Select(server => (server.Name, server.Process)),
        .. At.Agents.Select(agent => (agent.Key, agent.Value)),
    ];

    public async ValueTask DisposeAsync()
    {
        await At.DisposeAsync();
        foreach (var line in _lines.Values.SelectMany(lines => lines))
        {
            await line.DisposeAsync();
        }
    }

    private OwnProcess StartAgent(string name) => At.LaunchAgent(name, Slots, _lines[name].Select(line => line.Address));
}
