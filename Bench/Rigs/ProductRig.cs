namespace OrleansOps.Bench;

/// <summary>The product as most benchmarks want it: one gateway, and one door at it.</summary>
internal sealed class ProductRig : IAsyncDisposable
{
    private readonly Installation _installation;

    private ProductRig(Installation installation)
    {
        _installation = installation;
        Agent = null!;
        Door = new TaskDoor(Address, installation.Token, agent: "");
    }

    /// <summary>All of it.</summary>
    public Installation Installation => _installation;

    public RedisRig Redis => _installation.Redis;

    public OwnProcess Gateway => _installation.Gateways[0].Process;

    /// <summary>The agent that was started last.</summary>
    public OwnProcess Agent { get; private set; }

    /// <summary>Submits to the agent that was started last.</summary>
    public TaskDoor Door { get; }

    public string Folder => _installation.Folder;

    public string Address => _installation.Address();

    /// <summary>Every agent that was started, by name.</summary>
    public IReadOnlyDictionary<string, OwnProcess> Agents => _installation.Agents;

    public static async Task<ProductRig> Start(InstallationShape? shape = null) => new(await Installation.Start(shape));

    /// <summary>Starts the control plane after it was killed, and waits until it listens.</summary>
    public Task LaunchGateway() => _installation.Gateways[0].Launch();

    /// <summary>A token that lets this many agents enrol.</summary>
    public Task<string> JoinToken(int uses) => _installation.JoinToken(uses);

    /// <summary>Enrols and starts one agent and waits until the control plane sees it.</summary>
    public async Task<OwnProcess> StartAgent(int slots = 5) => await RunAgent(await Enrol(), slots);

    /// <summary>Gives an agent its identity; returns its name.</summary>
    public async Task<string> Enrol()
    {
        var name = $"bench-{Directory.GetDirectories(Folder, "bench-*").Length + 1}";
        await _installation.Enrol(name);
        return name;
    }

    /// <summary>Starts an enrolled agent, which finds the gateway there or behind that address, and waits until the control plane sees it.</summary>
    public async Task<OwnProcess> RunAgent(string name, int slots = 5, string? server = null)
    {
        Agent = _installation.LaunchAgent(name, slots, server ?? Address);
        Door.Agent = name;
        await Agent.Until("it was online", () => _installation.IsOnline(name), TimeSpan.FromMilliseconds(5));
        return Agent;
    }

    public string DataOf(string agent) => _installation.DataOf(agent);

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        await _installation.DisposeAsync();
    }
}
