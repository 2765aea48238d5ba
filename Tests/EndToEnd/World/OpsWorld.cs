using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>A whole installation on loopback: Redis, control plane and agents as processes of their own, each of which can be killed and started again.</summary>
internal sealed class OpsWorld : IAsyncDisposable
{
    private readonly List<AgentHost> _agents = [];
    private readonly string _root;
    private readonly int _redisPort = FreePort();
    private readonly int _gatewayPort = FreePort();
    private readonly int _siloPort = FreePort();
    private readonly int _clientPort = FreePort();
    private readonly string _fsync;

    private OpsWorld(string root, string fsync)
    {
        _root = root;
        _fsync = fsync;
    }

    public string Root => _root;

    public string Address => $"http://127.0.0.1:{_gatewayPort}";

    public int RedisPort => _redisPort;

    public string AdminTokenFile => Path.Combine(_root, "gateway", "admin-token");

    public ManagedProcess Redis { get; private set; } = null!;

    public ManagedProcess Gateway { get; private set; } = null!;

    public OpsApi Api { get; private set; } = null!;

    public static async Task<OpsWorld> Start(string fsync = "everysec")
    {
        var world = new OpsWorld(Directory.CreateTempSubdirectory("ops-e2e-").FullName, fsync);
        await world.StartRedis();
        await world.StartGateway();
        return world;
    }

    public async Task StartRedis()
    {
        var data = Directory.CreateDirectory(Path.Combine(_root, "redis")).FullName;
        Redis = new ManagedProcess("redis", "redis-server",
        [
            "--bind", "127.0.0.1", "--port", $"{_redisPort}", "--dir", data, "--appendonly", "yes", "--appendfsync", _fsync, "--save", "",
        ]);
        await Eventually.Holds($"Redis listens on {_redisPort}", () => Listens(_redisPort));
    }

    public async Task StartGateway()
    {
        Gateway = NewGateway(Address, "gateway");
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        try
        {
            await Eventually.Is(
                "the gateway is ready",
                async () => (await http.GetAsync("/readyz")).StatusCode,
                status => status == HttpStatusCode.OK,
                TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\nThe gateway printed:\n{Gateway.Output}", late);
        }

        Api?.Dispose();
        Api = new OpsApi(Address, (await File.ReadAllTextAsync(AdminTokenFile)).Trim());
    }

    /// <summary>Another gateway on the same Redis, with its own address and directory.</summary>
    public ManagedProcess SecondGateway() => NewGateway($"http://127.0.0.1:{FreePort()}", "gateway-2");

    public async Task<AgentHost> StartAgent(string name = "host-1", int slots = 5)
    {
        using var reply = await Api.Post("/api/v1/join-tokens", new { uses = 1 });
        var joinToken = (await reply.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
        var agent = new AgentHost(name, Path.Combine(_root, name), Address, slots);
        await agent.Enrol(joinToken);
        _agents.Add(agent);
        agent.Start();
        await Online(agent);
        return agent;
    }

    public Task<JsonObject> Online(AgentHost agent) => Eventually.Is(
        $"agent {agent.Name} is online",
        () => Api.Get($"/api/v1/agents/{agent.Name}"),
        view => view["state"]!.GetValue<string>() == "online",
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

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        foreach (var agent in _agents)
        {
            await agent.DisposeAsync();
        }

        await Gateway.DisposeAsync();
        await Redis.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private ManagedProcess NewGateway(string address, string folder) =>
        new("gateway", "dotnet", [Builds.Gateway, "--urls", address], new Dictionary<string, string>
        {
            ["OPS_Redis__ConnectionString"] = $"127.0.0.1:{_redisPort}",
            ["OPS_Gateway__DataDir"] = Path.Combine(_root, folder),
            ["OPS_Cluster__SiloPort"] = $"{_siloPort}",      // used by the Orleans runtime alone
            ["OPS_Cluster__GatewayPort"] = $"{_clientPort}",
        });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Listens(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;   // not yet
        }
    }
}
