using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>A whole installation on loopback: Redis, control plane and agents as processes of their own, each of which can be killed and started again.</summary>
internal sealed class OpsWorld : IAsyncDisposable
{
    private readonly List<AgentHost> _agents = [];
    private readonly string _root;
    private readonly Reaper _reaper;
    private readonly int _redisPort = Loopback.FreePort();
    private readonly int _siloPort = Loopback.FreePort();
    private readonly int _clientPort = Loopback.FreePort();
    private readonly string _fsync;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly SlowLine? _storeLine;

    private OpsWorld(string root, string fsync, IReadOnlyDictionary<string, string>? settings, int storeBytesPerSecond)
    {
        _storeLine = storeBytesPerSecond > 0 ? new SlowLine(_redisPort, storeBytesPerSecond) : null;
        _root = root;
        _reaper = new Reaper(root);
        _fsync = fsync;
        _settings = settings ?? new Dictionary<string, string>();
    }

    public string Root => _root;

    public string Address => $"http://127.0.0.1:{GatewayPort}";

    public int GatewayPort { get; private set; } = Loopback.FreePort();

    public int RedisPort => _redisPort;

    public string AdminTokenFile => Path.Combine(_root, "gateway", "admin-token");

    public ManagedProcess Redis { get; private set; } = null!;

    public ManagedProcess Gateway { get; private set; } = null!;

    public OpsApi Api { get; private set; } = null!;

    /// <param name="fsync">How Redis writes its file: always, everysec or no.</param>
    /// <param name="settings">Environment variables of the control plane.</param>
    /// <param name="storeBytesPerSecond">How much the control plane can say to Redis; 0 for no limit.</param>
    public static async Task<OpsWorld> Start(
        string fsync = "everysec", IReadOnlyDictionary<string, string>? settings = null, int storeBytesPerSecond = 0)
    {
        var world = new OpsWorld(Directory.CreateTempSubdirectory("ops-e2e-").FullName, fsync, settings, storeBytesPerSecond);
        await world.StartRedis();
        await world.StartGateway();
        return world;
    }

    public async Task StartRedis()
    {
        var data = Directory.CreateDirectory(Path.Combine(_root, "redis")).FullName;
        Redis = new ManagedProcess("redis", "redis-server", RedisServer.Arguments(_redisPort, data, _fsync));
        await Eventually.Get(() => Loopback.Listens(_redisPort), listens => listens, $"Redis listens on {_redisPort}");
    }

    public async Task StartGateway()
    {
        Gateway = NewGateway(Address, "gateway");
        await Gateway.Ready(Address);
        Api?.Dispose();
        Api = new OpsApi(Address, (await File.ReadAllTextAsync(AdminTokenFile)).Trim());
    }

    /// <summary>Starts another gateway in the place of the one that runs, on another port. The old process is the caller's from now on.</summary>
    public Task MoveGateway()
    {
        GatewayPort = Loopback.FreePort();
        return StartGateway();
    }

    /// <summary>Another gateway on the same Redis, with its own address and directory.</summary>
    public ManagedProcess SecondGateway() => NewGateway($"http://127.0.0.1:{Loopback.FreePort()}", "gateway-2");

    public async Task<AgentHost> StartAgent(
        string name = "host-1", int slots = 5, IReadOnlyDictionary<string, string>? environment = null)
    {
        var joinToken = await Eventually.Get(NewJoinToken, token => token is not null, "a join token");
        var agent = new AgentHost(name, Path.Combine(_root, name), new FaultProxy(GatewayPort), slots) { Environment = environment };
        await agent.Enrol(Address, joinToken!);
        _agents.Add(agent);
        agent.Start();
        await Online(agent);
        await Eventually.Holds(() => agent.Network.Count("Hello.Answer") > 0, $"{name} knows that it is");
        return agent;
    }

    /// <summary>Enrols a host that never comes.</summary>
    public async Task EnrolHost(string name)
    {
        var joinToken = await Eventually.Get(NewJoinToken, token => token is not null, "a join token");
        await using var agent = new AgentHost(name, Path.Combine(_root, name), new FaultProxy(GatewayPort), slots: 1);
        await agent.Enrol(Address, joinToken!);
    }

    /// <summary>Gives an agent a new identity. It must not run.</summary>
    public async Task EnrolAgain(AgentHost agent) =>
        await agent.Enrol(Address, (await Eventually.Get(NewJoinToken, token => token is not null, "a join token"))!, again: true);

    /// <summary>A second host with a copy of an agent's data directory as it is now. Not started.</summary>
    public AgentHost Clone(AgentHost original, string name)
    {
        var copy = new AgentHost(name, Path.Combine(_root, name), new FaultProxy(GatewayPort), slots: 5);
        foreach (var folder in Directory.EnumerateDirectories(original.Data, "*", SearchOption.AllDirectories).Prepend(original.Data))
        {
            var target = Directory.CreateDirectory(Path.Combine(copy.Data, Path.GetRelativePath(original.Data, folder)));
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != "lock"))
            {
                File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
            }
        }

        _agents.Add(copy);
        return copy;
    }

    public Task<JsonObject> Online(AgentHost agent) => Eventually.Get(
        () => Api.Get($"/api/v1/agents/{agent.Name}"),
        view => view["state"]!.GetValue<string>() == "online",
        $"agent {agent.Name} is online",
        TimeSpan.FromSeconds(60));

    /// <summary>What a Redis command prints, by redis-cli.</summary>
    public async Task<string> RedisCommand(params string[] command)
    {
        var start = new ProcessStartInfo("redis-cli") { RedirectStandardOutput = true };
        foreach (var word in (string[])["-p", $"{_redisPort}", "--raw", .. command])
        {
            start.ArgumentList.Add(word);
        }

        using var cli = Process.Start(start)!;
        var printed = await cli.StandardOutput.ReadToEndAsync();
        await cli.WaitForExitAsync();
        return printed;
    }

    /// <summary>Entries of the stream agent_results that name this task.</summary>
    public async Task<int> ResultEvents(string taskId)
    {
        var fields = (await RedisCommand("XRANGE", "agent_results", "-", "+")).Split('\n');
        return Enumerable.Range(0, fields.Length - 1).Count(i => fields[i] == "task_id" && fields[i + 1] == taskId);
    }

    /// <summary>Entries of the stream agent_status that say this of an agent.</summary>
    public async Task<int> StatusEvents(AgentHost agent, string status)
    {
        var fields = (await RedisCommand("XRANGE", "agent_status", "-", "+")).Split('\n');
        return Enumerable.Range(0, fields.Length - 5).Count(
            i => fields[i] == "agent_name" && fields[i + 1] == agent.Name && fields[i + 4] == "status" && fields[i + 5] == status);
    }

    public async ValueTask DisposeAsync()
    {
        using (_reaper)
        {
            Api?.Dispose();
            foreach (var agent in _agents)
            {
                await agent.DisposeAsync();
            }

            await Gateway.DisposeAsync();
            await Redis.DisposeAsync();
            await (_storeLine?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        Directory.Delete(_root, recursive: true);
    }

    private async Task<string?> NewJoinToken()
    {
        using var reply = await Api.Post("/api/v1/join-tokens", new { uses = 1 });
        return (await reply.Content.ReadFromJsonAsync<JsonObject>())!["token"]?.GetValue<string>();
    }

    private ManagedProcess NewGateway(string address, string folder) =>
        new("gateway", [.. Builds.GatewayProgram, "--urls", address], new Dictionary<string, string>(_settings)
        {
            ["OPS_Redis__ConnectionString"] = $"127.0.0.1:{_storeLine?.Port ?? _redisPort}",
            ["OPS_Gateway__DataDir"] = Path.Combine(_root, folder),
            ["OPS_Cluster__SiloPort"] = $"{_siloPort}",      // used by the Orleans runtime alone
            ["OPS_Cluster__GatewayPort"] = $"{_clientPort}",
        });
}
