using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using OrleansOps.Transport;

namespace OrleansOps.AgentTests.Agents;

public sealed class TolerantProtocolTests : IInvocationBinder
{
    private readonly TolerantProtocol _protocol;
    private int _passedOver;

    public TolerantProtocolTests() => _protocol = new TolerantProtocol(new JsonHubProtocol(), () => _passedOver++);

    [Fact]
    public void Parse_AMessageOfALaterKind_IsPassedOverAndWhatFollowsIsRead()
    {
        var input = Bytes("{\"type\":99,\"of\":[\"a later version\"]}\u001e{\"type\":6}\u001e");

        Assert.True(_protocol.TryParseMessage(ref input, this, out var message));
        Assert.IsType<PingMessage>(message);
        Assert.Equal((1, 0), (_passedOver, input.Length));
    }

    [Fact]
    public void Parse_HalfAMessage_WaitsForTheRest()
    {
        var input = Bytes("{\"type\":99}\u001e{\"type\":");

        Assert.False(_protocol.TryParseMessage(ref input, this, out _));
        Assert.Equal((1, "{\"type\":"), (_passedOver, Encoding.UTF8.GetString(input)));
    }

    [Fact]
    public void Parse_ACallOfALaterVersion_IsCountedAndIsNoError()
    {
        var input = Bytes("{\"type\":1,\"target\":\"OfALaterVersion\",\"arguments\":[{}]}\u001e");

        Assert.True(_protocol.TryParseMessage(ref input, this, out var message));
        Assert.IsType<InvocationBindingFailureMessage>(message);
        Assert.Equal(1, _passedOver);
    }

    Type IInvocationBinder.GetReturnType(string invocationId) => typeof(object);

    IReadOnlyList<Type> IInvocationBinder.GetParameterTypes(string methodName) => [];

    Type IInvocationBinder.GetStreamItemType(string streamId) => typeof(object);

    private static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
