using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>An agent's socket after a good Hello, on which anything may be sent.</summary>
internal sealed class RawAgent : IDisposable
{
    private const char EndOfFrame = '\u001e';

    private bool _isBroken;

    private RawAgent(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    /// <summary>As far as is known: a socket that breaks while something is written still says that it is open.</summary>
    public bool IsOpen => Socket.State == WebSocketState.Open && !_isBroken;

    /// <summary>Enrols an agent and says hello.</summary>
    public static async Task<RawAgent> Connect(GatewayWorld world)
    {
        var identity = await world.Enrol(world.NameOfItsOwn("hostile"));
        var agent = new RawAgent(await AgentSocket.Open(new Uri($"ws://{world.Address.Authority}{ProtocolVersion.HubPath}"), identity.Token).Within("the socket is open"));
        await agent.Send("""{"protocol":"json","version":1}""");
        await agent.Send($$"""{"type":1,"invocationId":"hello","target":"Hello","arguments":[{{JsonSerializer.Serialize(Some.Hello(), ProtocolJson.Default.Hello)}}]}""");
        Assert.True(await agent.Hears("\"invocationId\":\"hello\""));
        return agent;
    }

    public Task Send(string frame) => Send(Encoding.UTF8.GetBytes(frame + EndOfFrame));

    public async Task Send(byte[] bytes)
    {
        try
        {
            await Socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, default).Within("the gateway takes it");
        }
        catch (WebSocketException)
        {
            _isBroken = true;
            throw;
        }
    }

    /// <summary>Whether a good message is answered, or the gateway has closed: it does not hang.</summary>
    public async Task<bool> GoesOnOrIsClosed()
    {
        try
        {
            await Send($$"""{"type":1,"invocationId":"after","target":"Heartbeat","arguments":[{{JsonSerializer.Serialize(Some.Heartbeat, ProtocolJson.Default.Heartbeat)}}]}""");
            return await Hears("\"invocationId\":\"after\"") || !IsOpen;
        }
        catch (WebSocketException)
        {
            _isBroken = true;
            return true;   // closed while it was written
        }
    }

    public void Dispose() => Socket.Dispose();

    /// <summary>False if the gateway closes first.</summary>
    private async Task<bool> Hears(string wanted)
    {
        var said = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!said.ToString().Contains(wanted, StringComparison.Ordinal))
        {
            var received = await Socket.ReceiveAsync(buffer, default).Within($"the gateway says {wanted}; it said {said}");
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return false;
            }

            said.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }

        return true;
    }
}
