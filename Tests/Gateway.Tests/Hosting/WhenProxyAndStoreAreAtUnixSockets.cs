using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.Versioning;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Hosting;

/// <summary>Doors and store whose permissions say who may come.</summary>
[SupportedOSPlatform("linux")]
public sealed class WhenProxyAndStoreAreAtUnixSockets : IDisposable
{
    private const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly TemporaryDirectory _folder = new();

    private string Path => _folder.File("gateway.sock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OperatorsAndAgentsComeInThroughAProxyThatSaysWhoTheyAre()
    {
        await using var world = await GatewayWorld.Start($"--Gateway:Socket={Path}");
        Assert.Equal(OwnerAndGroup, File.GetUnixFileMode(Path));
        await using var proxy = await ReverseProxy.Start(world.Address, handler => handler.ConnectCallback = Connect);
        var agent = new TestAgent(proxy.Address, await world.Enrol("behind"));
        await using (agent)
        {
            await agent.Connect();
            await agent.Hello();
        }

        using var ada = Callers.From("127.0.0.4", proxy.Address);
        using var login = await ada.PostAsJsonAsync("/api/v1/sessions", new { token = world.AdminToken });
        Assert.Equal("127.0.0.4", (await login.Json())["from"]!.GetValue<string>());
    }

    [Fact]
    public async Task WhatAStrangerSaysOfItselfAtAPortIsNotBelievedForTheSocketsSake()
    {
        await using var world = await GatewayWorld.Start($"--Gateway:Socket={Path}");
        using var direct = Callers.From("127.0.0.5", world.Address);
        direct.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var login = await direct.PostAsJsonAsync("/api/v1/sessions", new { token = world.AdminToken });

        Assert.Equal("127.0.0.5", (await login.Json())["from"]!.GetValue<string>());
    }

    [Fact]
    public async Task ItOpensNoPortUnlessOneIsNamedAndTakesThePlaceOfOneThatWasKilled()
    {
        LeaveAStaleSocket();
        var gateway = Program.Build(
            ["--Store=Memory", $"--Gateway:Socket={Path}", $"--Gateway:DataDir={_folder.File("data")}", "--Gateway:LogLevel=Error"], builder => builder.UseOwnPorts());
        await using (gateway)
        {
            await gateway.StartAsync();
            Assert.Equal([$"http://unix:{Path}"], gateway.Urls);
            using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = Connect }) { BaseAddress = new Uri("http://gateway") };
            Assert.Equal("alive", await client.GetStringAsync("/healthz"));
            await gateway.StopAsync();
        }

        Assert.False(File.Exists(Path));
    }

    [Fact]
    public async Task TheStoreIsSpokenToAtItsSocketAndComesBack()
    {
        await using var redis = await RedisServer.Start("always");
        await using var world = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Socket}", "--Redis:CallTimeout=00:00:01");
        var agent = await world.ConnectAgent("stored");
        using var system = await world.Operator.GetAsync("/api/v1/system");
        Assert.Equal(redis.Socket, (await system.Json())["store"]!["address"]!.GetValue<string>());
        Assert.Null(await Warning(world));

        await redis.Kill();
        await redis.Resume();
        await Eventually.Get(async () => (await world.Submit("stored-1", Some.Task("stored"))).IsSuccessStatusCode, taken => taken, "the store is back");
        Assert.Equal("stored-1", (await agent.NextOrder()).TaskId);
    }

    [Fact]
    public async Task AStoreThatAnybodyHereMayWriteToIsWarnedOf()
    {
        await using var redis = await RedisServer.Start();
        await using var world = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={redis.Address}");

        Assert.Contains("without a password", await Warning(world), StringComparison.Ordinal);
        Assert.DoesNotContain("password", await world.Stranger.GetStringAsync("/readyz"), StringComparison.Ordinal);
    }

    private static async Task<string?> Warning(GatewayWorld world)
    {
        using var ready = await world.Operator.GetAsync("/readyz");
        return (await ready.Json())["warning"]?.GetValue<string>();
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path), cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>As a process leaves it that is killed: the file is there, and nobody listens.</summary>
    private void LeaveAStaleSocket()
    {
        var before = _folder.File("before.sock");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(before));
            File.Move(before, Path);
        }

        Assert.True(File.Exists(Path));
    }
}
