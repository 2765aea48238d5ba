using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Support;

/// <summary>
/// A whole installation on this machine alone: Redis, control plane and agents as processes of their own, each of which can be killed, stopped
/// and started again with the data that it left.
/// </summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly InstallationShape _shape;
    private readonly string _folder;
    private readonly Reaper _reaper;
    private readonly List<ServerNode> _silos = [];
    private readonly List<ServerNode> _gateways = [];
    private readonly List<HttpClient> _clients = [];
    private readonly Dictionary<string, OwnProcess> _agents = new(StringComparer.Ordinal);

    private Installation(InstallationShape shape)
    {
        _shape = shape;
        _folder = shape.Folder ?? Directory.CreateTempSubdirectory("ops-installation-").FullName;
        _reaper = new Reaper(_folder);
        Redis = null!;
        Token = "";
    }

    public RedisRig Redis { get; private set; }

    /// <summary>Processes that host grains and nothing else.</summary>
    public IReadOnlyList<ServerNode> Silos => _silos;

    public IReadOnlyList<ServerNode> Gateways => _gateways;

    /// <summary>The control plane: silos first, since the gateways want them.</summary>
    public IEnumerable<ServerNode> Servers => [.. _silos, .. _gateways];

    /// <summary>Every agent that was started, by name.</summary>
    public IReadOnlyDictionary<string, OwnProcess> Agents => _agents;

    /// <summary>An administrator's.</summary>
    public string Token { get; private set; }

    public string Folder => _folder;

    public static async Task<Installation> Start(InstallationShape? shape = null)
    {
        var installation = new Installation(shape ?? new InstallationShape());
        try
        {
            await installation.Begin();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Address of a gateway, by its place among them.</summary>
    public string Address(int gateway = 0) => $"http://127.0.0.1:{_gateways[gateway].Port}";

    /// <summary>Speaks to one gateway as an administrator, for as long as it takes.</summary>
    public HttpClient Client(int gateway = 0) => _clients[gateway];

    /// <summary>A token that lets this many agents enrol.</summary>
    public async Task<string> JoinToken(int uses)
    {
        using var reply = await Client().PostAsJsonAsync("/api/v1/join-tokens", new { uses });
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
    }

    /// <summary>Gives an agent its identity.</summary>
    /// <param name="name">The agent's. It must not run.</param>
    /// <param name="again">It has one that nobody knows any more.</param>
    public async Task Enrol(string name, bool again = false)
    {
        await using var enrol = new OwnProcess(
            Builds.AgentProgram[0],
            [.. Builds.AgentProgram.Skip(1), "enrol", "--data", DataOf(name), "--server", Address(), "--name", name, "--join-token-stdin", .. again ? ["--again"] : Array.Empty<string>()],
            Path.Combine(_folder, name + "-enrol"));
        await enrol.GiveAndWait(await JoinToken(1));
    }

    /// <summary>Starts an enrolled agent, for the first time or after it was killed, and waits for nothing.</summary>
    /// <param name="name">Whose identity it has.</param>
    /// <param name="slots">Tasks that it runs at once.</param>
    /// <param name="servers">The gateways that it knows.</param>
    public OwnProcess LaunchAgent(string name, int slots, params IEnumerable<string> servers) => LaunchAgent(Builds.AgentProgram, name, slots, servers);

    /// <summary>The same by another build of the agent: a program and its first arguments.</summary>
    public OwnProcess LaunchAgent(IReadOnlyList<string> program, string name, int slots, params IEnumerable<string> servers) => _agents[name] = new OwnProcess(
        program[0],
        [.. program.Skip(1), "run", "--data", DataOf(name), .. servers.SelectMany(server => new[] { "--server", server }), "--slots", $"{slots}"],
        Path.Combine(_folder, name + "-log"));

    public async Task<bool> IsOnline(string agent)
    {
        using var reply = await Client().GetAsync($"/api/v1/agents/{agent}");
        return reply.IsSuccessStatusCode
            && (await reply.Content.ReadAsStringAsync()).Contains("\"state\":\"online\"", StringComparison.Ordinal);
    }

    /// <summary>Starts the control plane, all of which has ended, on a store that lost everything.</summary>
    public async Task BeginAnew()
    {
        await Task.WhenAll(_silos.Select(silo => silo.Raise()));
        foreach (var gateway in _gateways)
        {
            await gateway.Raise();
        }

        _clients.ForEach(client => client.Dispose());
        _clients.Clear();
        await OpenClients();
    }

    /// <summary>How many silos the cluster counts.</summary>
    public async Task<int> CountedSilos()
    {
        using var reply = await Client().GetAsync("/api/v1/system");
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonObject>())!["silos"]!.AsArray().Count;
    }

    /// <summary>What the processes of the control plane say of themselves and may not.</summary>
    public IEnumerable<string> Complaints() => Servers.SelectMany(server => server.Complaints());

    public string DataOf(string agent) => Directory.CreateDirectory(Path.Combine(_folder, agent)).FullName;

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        try
        {
            foreach (var process in (IEnumerable<IAsyncDisposable>)[.. _agents.Values, .. Servers.Reverse(), .. Redis is null ? [] : new[] { Redis }])
            {
                await process.DisposeAsync();
            }
        }
        finally
        {
            _reaper.Dispose();   // tasks outlive their agent
        }

        if (_shape.Folder is null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task Begin()
    {
        Redis = await RedisRig.Start(_folder, _shape.Fsync, _shape.Network?.Hosts);
        for (var number = 1; number <= _shape.Silos; number++)
        {
            _silos.Add(NewSilo(number));
        }

        await Task.WhenAll(_silos.Select(silo => silo.Raise()));
        for (var number = 1; number <= _shape.Gateways; number++)
        {
            _gateways.Add(NewGateway($"gateway-{number}"));
            await _gateways[^1].Raise();   // one after the other: the first one writes the administrator's token
        }

        await OpenClients();
    }

    private async Task OpenClients()
    {
        var file = Path.Combine(_folder, _gateways[0].Name, "admin-token");
        Token = (await Eventually.Get(() => File.ReadAllTextAsync(file), token => token.Length > 0, "the first gateway writes the administrator's token")).Trim();
        _clients.AddRange(_gateways.Select((_, index) => NewClient(Address(index))));
    }

    private ServerNode NewSilo(int number)
    {
        var environment = Settings(name => !IsOfGateways(name));
        AddSiloPorts(environment);
        if (_shape.Network is not { } network)
        {
            return NewServer($"silo-{number}", ["dotnet", Builds.Silo], "127.0.0.1", environment);
        }

        environment["OPS_Cluster__Address"] = network.AddressOf(number - 1);
        environment["OPS_Cluster__AllowPlaintext"] = "true";   // nobody else is on this network
        environment["OPS_Redis__ConnectionString"] = $"{network.HostOf(number - 1)}:{Redis.Port}";
        return NewServer($"silo-{number}", [.. network.Within(number - 1), "dotnet", Builds.Silo], network.AddressOf(number - 1), environment);
    }

    private ServerNode NewGateway(string name)
    {
        var hasSilo = _shape.Silos == 0;
        var environment = Settings(name => hasSilo || IsOfGateways(name));
        environment["OPS_Gateway__DataDir"] = Path.Combine(_folder, name);
        environment["OPS_Gateway__Access__RequestsPerSecond"] = "1000000";   // one token makes the load of many
        if (hasSilo)
        {
            AddSiloPorts(environment);
        }
        else
        {
            environment["OPS_Cluster__Silo"] = "false";
        }

        return NewServer(name, Builds.GatewayProgram, "127.0.0.1", environment);
    }

    private ServerNode NewServer(string name, IReadOnlyList<string> command, string host, Dictionary<string, string> environment)
    {
        var port = Loopback.FreePort();
        var address = $"http://{host}:{port}";
        return new ServerNode(name, [.. command, "--urls", address], environment, Path.Combine(_folder, name + "-log"), port, () => IsReady(address));
    }

    private static void AddSiloPorts(Dictionary<string, string> environment)
    {
        environment["OPS_Cluster__SiloPort"] = $"{Loopback.FreePort()}";
        environment["OPS_Cluster__GatewayPort"] = $"{Loopback.FreePort()}";
    }

    private Dictionary<string, string> Settings(Func<string, bool> isKnown)
    {
        var settings = _shape.Settings.Where(setting => isKnown(setting.Key)).ToDictionary(StringComparer.Ordinal);
        settings[Reaper.Mark] = _folder + "/";
        settings["OPS_Redis__ConnectionString"] = $"127.0.0.1:{Redis.Port}";
        return settings;
    }

    private static bool IsOfGateways(string setting) => setting.StartsWith("OPS_Gateway__", StringComparison.Ordinal);

    private HttpClient NewClient(string address) => new(new SocketsHttpHandler { UseCookies = false, UseProxy = false })
    {
        BaseAddress = new Uri(address),
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
    };

    private static async Task<bool> IsReady(string address)
    {
        using var anyone = new HttpClient();
        try
        {
            using var reply = await anyone.GetAsync(new Uri(address + "/readyz"));
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;   // it does not listen yet
        }
    }
}
