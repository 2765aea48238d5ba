using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansOps.Tests.Support;

namespace OrleansOps.Bench;

/// <summary>The product: its own Redis, control plane and, when asked for, agents; each a process that can be killed and started again.</summary>
internal sealed class ProductRig : IAsyncDisposable
{
    private readonly ProductSettings _settings;
    private readonly string _folder;
    private readonly int _port = Loopback.FreePort();
    private readonly Dictionary<string, OwnProcess> _agents = new(StringComparer.Ordinal);

    private ProductRig(ProductSettings settings)
    {
        _settings = settings;
        _folder = settings.Folder ?? Directory.CreateTempSubdirectory("ops-product-").FullName;
        Redis = null!;
        Gateway = null!;
        Agent = null!;
        Door = null!;
    }

    public RedisRig Redis { get; private set; }

    public OwnProcess Gateway { get; private set; }

    /// <summary>The agent that was started last.</summary>
    public OwnProcess Agent { get; private set; }

    /// <summary>Every agent that was started, by name.</summary>
    public IReadOnlyDictionary<string, OwnProcess> Agents => _agents;

    /// <summary>Submits to the agent that was started last.</summary>
    public TaskDoor Door { get; private set; }

    public string Folder => _folder;

    public int Port => _port;

    public string Address => $"http://127.0.0.1:{_port}";

    public static async Task<ProductRig> Start(ProductSettings? settings = null)
    {
        var rig = new ProductRig(settings ?? new ProductSettings());
        try
        {
            rig.Redis = await RedisRig.Start(rig._folder, rig._settings.Fsync);
            await rig.StartGateway();
            var token = (await File.ReadAllTextAsync(Path.Combine(rig.DataOfGateway, "admin-token"))).Trim();
            rig.Door = new TaskDoor(rig.Address, token, agent: "");
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the control plane, for the first time or after it was killed, and waits until it is ready.</summary>
    public async Task StartGateway()
    {
        await LaunchGateway();
        using var anyone = new TaskDoor(Address, token: null, agent: "");
        await Gateway.Until("it was ready", anyone.IsReady);
    }

    /// <summary>The same, without waiting for more than that it listens.</summary>
    public async Task LaunchGateway()
    {
        var environment = new Dictionary<string, string>(_settings.Gateway, StringComparer.Ordinal)
        {
            ["OPS_Redis__ConnectionString"] = $"127.0.0.1:{Redis.Port}",
            ["OPS_Gateway__DataDir"] = DataOfGateway,
            ["OPS_Gateway__Access__RequestsPerSecond"] = "1000000",   // one token makes the load of many
        };
        Gateway = new OwnProcess("dotnet", [Builds.Gateway, "--urls", Address], Path.Combine(_folder, "gateway-log"), environment);
        await Gateway.Until("it listened", () => Loopback.Listens(_port));
    }

    /// <summary>A token that lets this many agents enrol.</summary>
    public async Task<string> JoinToken(int uses)
    {
        using var reply = await Door.Http.PostAsJsonAsync("/api/v1/join-tokens", new { uses });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
    }

    /// <summary>Enrols and starts one agent and waits until the control plane sees it.</summary>
    public async Task<OwnProcess> StartAgent(int slots = 5) => await RunAgent(await Enrol(), slots);

    /// <summary>Gives an agent its identity; returns its name.</summary>
    public async Task<string> Enrol()
    {
        var name = $"bench-{Directory.GetDirectories(_folder, "bench-*").Length + 1}";
        await using var enrol = new OwnProcess(
            "dotnet",
            [Builds.Agent, "enrol", "--data", DataOf(name), "--server", Address, "--name", name, "--join-token-stdin"],
            Path.Combine(_folder, name + "-enrol"));
        await enrol.GiveAndWait(await JoinToken(1));
        return name;
    }

    /// <summary>Starts an enrolled agent and waits until the control plane sees it.</summary>
    public async Task<OwnProcess> RunAgent(string name, int slots = 5)
    {
        LaunchAgent(name, slots, Address);
        Door.Agent = name;
        await Agent.Until("it was online", () => IsOnline(name), TimeSpan.FromMilliseconds(5));
        return Agent;
    }

    /// <summary>Starts an enrolled agent, for the first time or after it was killed, and waits for nothing.</summary>
    public void LaunchAgent(string name, int slots, string address)
    {
        Agent = new OwnProcess(
            "dotnet", [Builds.Agent, "run", "--data", DataOf(name), "--server", address, "--slots", $"{slots}"], Path.Combine(_folder, name + "-log"));
        _agents[name] = Agent;
    }

    public async Task<bool> IsOnline(string agent)
    {
        using var reply = await Door.Http.GetAsync($"/api/v1/agents/{agent}");
        return reply.IsSuccessStatusCode
            && (await reply.Content.ReadAsStringAsync()).Contains("\"state\":\"online\"", StringComparison.Ordinal);
    }

    public string DataOf(string agent) => Directory.CreateDirectory(Path.Combine(_folder, agent)).FullName;

    public async ValueTask DisposeAsync()
    {
        Door?.Dispose();
        foreach (var agent in _agents.Values)
        {
            await agent.DisposeAsync();
        }

        Leftovers.End(_folder);   // tasks outlive their agent
        foreach (var part in (IAsyncDisposable?[])[Gateway, Redis])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        if (_settings.Folder is null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string DataOfGateway => Path.Combine(_folder, "gateway");
}
