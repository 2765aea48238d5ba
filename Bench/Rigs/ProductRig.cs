using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.Bench;

/// <summary>The product: its own Redis, control plane and, when asked for, agents; each a process.</summary>
internal sealed class ProductRig : IAsyncDisposable
{
    private readonly string _folder;
    private readonly List<IAsyncDisposable> _parts = [];
    private int _agents;

    private ProductRig(string folder)
    {
        _folder = folder;
        Redis = null!;
        Gateway = null!;
        Agent = null!;
        Door = null!;
        Address = "";
    }

    public RedisRig Redis { get; private set; }

    public OwnProcess Gateway { get; private set; }

    /// <summary>The agent that was started last.</summary>
    public OwnProcess Agent { get; private set; }

    /// <summary>Submits to the agent that was started last.</summary>
    public TaskDoor Door { get; private set; }

    public string Address { get; private set; }

    public static async Task<ProductRig> Start()
    {
        var rig = new ProductRig(Directory.CreateTempSubdirectory("ops-product-").FullName);
        try
        {
            await rig.StartServer();
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
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
        var name = $"bench-{++_agents}";
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
        Agent = new OwnProcess(
            "dotnet",
            [Builds.Agent, "run", "--data", DataOf(name), "--server", Address, "--slots", $"{slots}"],
            Path.Combine(_folder, name + "-log"));
        _parts.Add(Agent);
        Door.Agent = name;
        await Agent.Until("it was online", () => IsOnline(name), TimeSpan.FromMilliseconds(5));
        return Agent;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
        {
            await part.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string DataOf(string agent) => Directory.CreateDirectory(Path.Combine(_folder, agent)).FullName;

    private async Task<bool> IsOnline(string agent)
    {
        using var reply = await Door.Http.GetAsync($"/api/v1/agents/{agent}");
        return reply.IsSuccessStatusCode
            && (await reply.Content.ReadAsStringAsync()).Contains("\"state\":\"online\"", StringComparison.Ordinal);
    }

    private async Task StartServer()
    {
        _parts.Add(Redis = await RedisRig.Start(_folder));
        var port = Loopback.FreePort();
        var data = Path.Combine(_folder, "gateway");
        Address = $"http://127.0.0.1:{port}";
        Gateway = new OwnProcess("dotnet", [Builds.Gateway, "--urls", Address], Path.Combine(_folder, "gateway-log"), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPS_Redis__ConnectionString"] = $"127.0.0.1:{Redis.Port}",
            ["OPS_Gateway__DataDir"] = data,
        });
        _parts.Add(Gateway);
        await Gateway.Until("it listened", () => Loopback.Listens(port));

        using (var anyone = new TaskDoor(Address, token: null, agent: ""))
        {
            await Gateway.Until("it was ready", anyone.IsReady);
        }

        var token = (await File.ReadAllTextAsync(Path.Combine(data, "admin-token"))).Trim();
        _parts.Add(Door = new TaskDoor(Address, token, agent: ""));
    }
}
