using System.Net.WebSockets;
using System.Text;
using OrleansOps.Protocol;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Sockets;

/// <summary>
/// Frames that no client of ours would send, after a good Hello: each is answered with an error or ends its own connection, changes nothing,
/// and nobody else notices.
/// </summary>
public sealed class HostileFramesTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string Ended = """{"type":1,"invocationId":"x","target":"Ended","arguments":[{"messageId":"m","taskId":"t","attempt":1,"outcome":0,"exitCode":0,"endedAt":"2026-01-01T00:00:00Z",REST}]}""";

    public static TheoryData<string, string> Frames => new()
    {
        { "a number of 400 digits", Ended.Replace("REST", $"\"stdoutBytes\":{new string('9', 400)}", StringComparison.Ordinal) },
        { "NaN", Ended.Replace("REST", "\"stdoutBytes\":NaN", StringComparison.Ordinal) },
        { "half of a surrogate pair", Ended.Replace("REST", "\"note\":\"\\ud800\"", StringComparison.Ordinal) },
        { "a NUL", Ended.Replace("REST", "\"note\":\"\\u0000\"", StringComparison.Ordinal) },
        { "a name twice", Ended.Replace("REST", "\"attempt\":2", StringComparison.Ordinal) },
        { "very deep JSON", Ended.Replace("REST", $"\"newer\":{new string('[', 10_000)}", StringComparison.Ordinal) },
        { "very many names", Ended.Replace("REST", string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"n{i}\":{i % 10}")), StringComparison.Ordinal) },
        { "garbage after it", Ended.Replace("REST", "\"newer\":1", StringComparison.Ordinal) + "garbage" },
        { "a byte order mark", "\ufeff" + Ended.Replace("REST", "\"newer\":1", StringComparison.Ordinal) },
        { "too few arguments", """{"type":1,"invocationId":"x","target":"Ended","arguments":[]}""" },
        { "too many arguments", """{"type":1,"invocationId":"x","target":"Heartbeat","arguments":[1,2,3]}""" },
        { "another case", """{"type":1,"invocationId":"x","target":"eNDED","arguments":[null]}""" },
        { "a stream that nobody offers", """{"type":4,"invocationId":"x","target":"Heartbeat","arguments":[{}]}""" },
        { "an upload that never ends", """{"type":1,"invocationId":"x","target":"Heartbeat","arguments":[{}],"streamIds":["s"]}""" },
        { "a piece of an upload that nobody began", """{"type":2,"invocationId":"s","item":1}""" },
        { "an answer to nothing", """{"type":3,"invocationId":"x","result":1}""" },
        { "a message type that is none", """{"type":99}""" },
        { "no type", """{}""" },
        { "no JSON", "hello" },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task EachIsRefusedAndNobodyElseNotices(string what, string frame)
    {
        var other = await world.ConnectAgent(world.NameOfItsOwn("good"));
        using var agent = await RawAgent.Connect(world);

        await agent.Send(frame);

        // Another connection does not suffer, and this one either goes on or is closed: it does not hang.
        await other.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat);
        Assert.True(await agent.GoesOnOrIsClosed(), what);
        using var task = await world.Operator.GetAsync("/api/v1/tasks/t");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, task.StatusCode);
    }

    [Fact]
    public async Task AMessageThatNeverEndsIsCutAtItsLimit()
    {
        using var agent = await RawAgent.Connect(world);
        var part = new byte[64 * 1024];
        Array.Fill(part, (byte)' ');

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var sent = 0; sent < 64 * Limits.MessageBytes; sent += part.Length)
            {
                await agent.Socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: false, default).Within("the gateway takes it or closes");
            }
        });
    }

    [Fact]
    public async Task AHundredThousandPingsHoldNobodyUp()
    {
        var other = await world.ConnectAgent(world.NameOfItsOwn("beside-pings"));
        using var agent = await RawAgent.Connect(world);
        var pings = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"type\":6}\u001e", 1_000)));

        for (var i = 0; i < 100; i++)
        {
            await agent.Socket.SendAsync(pings, WebSocketMessageType.Text, endOfMessage: true, default).Within("the gateway takes it");
            await other.Send(nameof(IAgentHub.Heartbeat), Some.Heartbeat);
            using var answer = await world.Operator.GetAsync("/api/v1/whoami").Within("an operator is answered");
            Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
        }

        Assert.True(await agent.GoesOnOrIsClosed(), "it goes on, or is closed");
    }
}
