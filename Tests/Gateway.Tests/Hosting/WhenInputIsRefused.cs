using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansOps.Access;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Hosting;

/// <summary>
/// Whatever is refused leaves nothing in the store: no key, no member of a list, no row of where a grain is. A store that is full stops everybody.
/// </summary>
public sealed class WhenInputIsRefused : IAsyncLifetime
{
    /// <summary>In every id and name that is made up here, as far as there is room.</summary>
    private const string Mark = "invented";

    private RedisServer _redis = null!;
    private GatewayWorld _world = null!;
    private RespConnection _store = null!;
    private TestAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.Start();
        _store = await RespConnection.Open(_redis.Port);
        _world = await GatewayWorld.Start("--Store=Redis", $"--Redis:ConnectionString={_redis.Address}");
        _agent = await _world.ConnectAgent("real");
        using var submitted = await _world.Submit("real-1", Some.Task("real"));
        var order = await _agent.NextOrder();
        await _agent.Accept(order);
        await _agent.Log(order, "out\n");
        await _world.TaskWhen("real-1", "running");
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncDisposable)_world).DisposeAsync();
        await _store.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public Task ByOperators() => LeavesNothing(async () =>
    {
        string[] agents = ["inventedagent000", "invented-name"];
        foreach (var agent in agents)
        {
            await Refused(HttpMethod.Put, "/api/v1/tasks/invented-1", $$"""{"agent":"{{agent}}","kind":"shell","script":"true"}""");
            await Refused(HttpMethod.Patch, $"/api/v1/agents/{agent}", """{"name":"invented"}""");
            await Refused(HttpMethod.Delete, $"/api/v1/agents/{agent}");
            await Refused(HttpMethod.Post, $"/api/v1/agents/{agent}/drain");
            await Refused(HttpMethod.Post, $"/api/v1/agents/{agent}/resume");
            await Refused(HttpMethod.Get, $"/api/v1/agents/{agent}");
            await Refused(HttpMethod.Get, $"/api/v1/agents/{agent}/history");
            await Refused(HttpMethod.Get, $"/api/v1/agents/{agent}/events");
            await Refused(HttpMethod.Post, "/api/v1/join-tokens", $$"""{"agent":"{{agent}}"}""");
        }

        foreach (var part in (string[])["", "/spec", "/log", "/log/search?pattern=x", "/log?follow=true"])
        {
            await Refused(HttpMethod.Get, $"/api/v1/tasks/invented-2{part}");
        }

        await Refused(HttpMethod.Post, "/api/v1/tasks/invented-3/cancel");
        await Refused(HttpMethod.Delete, "/api/v1/tasks/invented-4");
        await Refused(HttpMethod.Put, "/api/v1/tasks/invented-5", """{"agent":"real","kind":"shell"}""");
        await Refused(HttpMethod.Put, "/api/v1/tasks/invented-6", """{"agent":"real","kind":"shell","script":"true","invented":1}""");
        await Refused(HttpMethod.Put, "/api/v1/tasks/real-1", """{"agent":"real","kind":"shell","script":"invented"}""");
        await Refused(HttpMethod.Patch, "/api/v1/agents/real", """{"labels":{"in vented":"x"}}""");
        await Refused(HttpMethod.Delete, "/api/v1/tokens/inventedtoken000");
        await Refused(HttpMethod.Delete, "/api/v1/sessions/inventedsession0");
        await Refused(HttpMethod.Post, "/api/v1/tokens", """{"name":"invented","expiresInSeconds":1}""");
        await Refused(HttpMethod.Post, "/api/v1/join-tokens", """{"uses":0,"labels":{"invented":"x"}}""");
    });

    [Fact]
    public Task ByStrangers() => LeavesNothing(async () =>
    {
        foreach (var kind in (TokenKind[])[TokenKind.Admin, TokenKind.Join, TokenKind.Agent])
        {
            using var guesser = _world.Client(AccessToken.New(kind, "inventedtoken000").Reveal());
            await Refused(guesser, HttpMethod.Get, "/api/v1/whoami");
            await Refused(guesser, HttpMethod.Post, "/api/v1/agents/register", """{"name":"invented","labels":{},"requestId":"invented"}""");
            await Refused(guesser, HttpMethod.Get, ProtocolVersion.HubPath);
            await Refused(_world.Stranger, HttpMethod.Post, "/api/v1/sessions", $$"""{"token":"{{AccessToken.New(kind, "inventedtoken001").Reveal()}}"}""");
        }

        using var cookie = _world.Client(token: null);
        cookie.DefaultRequestHeaders.Add("Cookie", $"ops_session=inventedsession0_{AccessToken.New(TokenKind.Admin).Secret}");
        await Refused(cookie, HttpMethod.Get, "/api/v1/whoami");
        await Assert.ThrowsAnyAsync<Exception>(() => _world.Agent(new EnrolReply("inventedagent001", AccessToken.New(TokenKind.Agent, "inventedagent001").Reveal())).Connect());
    });

    [Fact]
    public async Task ByAHostThatEnrols()
    {
        var join = await _world.JoinToken();
        await LeavesNothing(async () =>
        {
            using var joiner = _world.Client(join);
            await Refused(joiner, HttpMethod.Post, "/api/v1/agents/register", """{"name":"in\u202evented","labels":{},"requestId":"invented"}""");
            await Refused(joiner, HttpMethod.Post, "/api/v1/agents/register", """{"name":"real","labels":{},"requestId":"taken"}""");
        });
    }

    [Fact]
    public Task ByAnAgent() => LeavesNothing(async () =>
    {
        for (var task = 0; task < 20; task++)
        {
            var id = $"invented-{task}";
            await Refused("Accepted", new TaskAccepted(id, 1));
            await Refused("Refused", new { taskId = id, attempt = 1, code = 2, reason = "invented" });
            await Refused("Log", Some.Batch(id, 100, 1, 0));
            await Refused("ResumeLog", new { taskId = id, attempt = 1, stream = 0 });
            await Refused("Ended", new { messageId = $"invented-{task}", taskId = id, attempt = 1, outcome = 0, exitCode = 0, startedAt = DateTimeOffset.UnixEpoch, endedAt = DateTimeOffset.UnixEpoch, stdoutBytes = 0, stderrBytes = 0, processesLeft = 0 });
        }
    });

    /// <summary>An agent that says it holds tasks which never were: each is asked about, and goes again.</summary>
    [Fact]
    public Task ByAHelloThatNamesInventedTasks() => LeavesNothing(async () =>
    {
        var order = new HeldTask("real-1", 1, HeldPhase.Running);
        HeldTask[] held = [order, .. Enumerable.Range(0, 300).Select(task => new HeldTask($"invented-{task}", 1, HeldPhase.Running))];
        await using var again = new TestAgent(_world.Address, _agent.Identity);
        await again.Connect();
        await again.Hello(5, held);
    });

    private async Task LeavesNothing(Func<Task> input)
    {
        var before = (await Everything()).Where(IsKey).ToHashSet(StringComparer.Ordinal);
        await input();
        await Eventually.Get(
            async () => (await Everything()).Where(entry => entry.Contains(Mark, StringComparison.OrdinalIgnoreCase) || (IsKey(entry) && !before.Contains(entry))).ToList(),
            left => left.Count == 0, "nothing is left of what was refused");
    }

    private Task Refused(HttpMethod method, string path, string? body = null) => Refused(_world.Operator, method, path, body);

    private static async Task Refused(HttpClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Answered in one way or another; what counts is what it leaves.</summary>
    private async Task Refused(string method, object message)
    {
        try
        {
            await Say(method, JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(message, message.GetType(), Web))!).Within($"{method} is answered");
        }
        catch (HubException)
        {
            // said so
        }
    }

    private Task Say(string method, JsonNode message) => _agent.Hub.InvokeAsync(method, message);

    private static readonly System.Text.Json.JsonSerializerOptions Web = new(System.Text.Json.JsonSerializerDefaults.Web);

    private static bool IsKey(string entry) => !entry.StartsWith("member ", StringComparison.Ordinal);

    /// <summary>Every key, and every member and field of what is a list; streams are bounded by themselves.</summary>
    private async Task<IReadOnlyList<string>> Everything()
    {
        var all = new List<string>();
        foreach (var key in Words(await _store.Send("KEYS", "*")))
        {
            all.Add(key);
            string[]? command = (await _store.Send("TYPE", key)).Text switch
            {
                "zset" => ["ZRANGE", key, "0", "-1"],
                "set" => ["SMEMBERS", key],
                "hash" => ["HKEYS", key],
                "list" => ["LRANGE", key, "0", "-1"],
                _ => null,
            };
            all.AddRange(command is null ? [] : Words(await _store.Send(command)).Select(member => $"member {key} {member}"));
        }

        return all;
    }

    private static IEnumerable<string> Words(RespValue list) => list.Parts.Select(item => item.Text);
}
