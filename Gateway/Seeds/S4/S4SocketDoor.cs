using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Agents;
using OrleansOps.Metrics;
using OrleansOps.Seeds.Conversations;
using OrleansOps.Seeds.S4.Wire;
using OrleansOps.Sockets;

namespace OrleansOps.Seeds.S4;

/// <summary>Lets an S4 agent in that shows its token, by the measures that hold for all agents.</summary>
internal sealed class S4SocketDoor(
    SeedTokens tokens, AgentDoor door, SeedConversations conversations, IGrainFactory grains, GatewayMeter meter, IOptions<S4Options> options, TimeProvider time)
{
    private const string Bearer = "Bearer ";
    private const int TcpUserTimeout = 18;

    /// <summary>Which directory the agent of a host makes its own; operators give it, with the join token or later.</summary>
    private const string WorkDirectoryLabel = "s4/work-dir";

    /// <summary>A host whose system has answered nothing for so long is gone.</summary>
    private static readonly TimeSpan GoneAfter = TimeSpan.FromSeconds(60);

    /// <summary>Who is turned away is told so in words of the protocol, and need not answer.</summary>
    private static readonly TimeSpan TurnAwayWithin = TimeSpan.FromSeconds(1);

    public async Task Enter(HttpContext http)
    {
        if (!options.Value.Enabled)
        {
            await Refuse(http, StatusCodes.Status503ServiceUnavailable, "agents of S4 are not let in here: Gateway:S4:Enabled is false");
            return;
        }

        if (!http.WebSockets.IsWebSocketRequest)
        {
            await Refuse(http, StatusCodes.Status400BadRequest, "a WebSocket is wanted here");
            return;
        }

        var text = TokenOf(http);
        var (token, refusal) = await tokens.Check(http, text);
        if (token is null && refusal == SeedRefusal.TooManyWrong)
        {
            await Refuse(http, StatusCodes.Status429TooManyRequests, "too many wrong tokens from this address");
        }
        else if (token is null)
        {
            await TurnAway(http, refusal == SeedRefusal.WrongKind
                ? "Not the token of a host: enrol the host with the join token, and use the token that comes of it"
                : "Invalid token");
        }
        else if (await grains.GetGrain<IAgentGrain>(token.AgentId!).Describe() is not { } host)
        {
            await TurnAway(http, "Environment not found");   // it was removed just now
        }
        else
        {
            var environment = new S4Environment(
                host.Id, host.Name, host.Labels.TryGetValue(WorkDirectoryLabel, out var directory) && directory.Length > 0 ? directory : options.Value.WorkDirectory, S4Environment.Mark(text!));
            await door.Admit(http, host.Id, async admitted =>
            {
                NoticeDeadHosts(admitted);

                // It is not asked for signs of life on the socket: it gives none while a task of it runs.
                using var socket = await admitted.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = Timeout.InfiniteTimeSpan });
                await conversations.Hold(socket, new S4Words(options.Value, environment, host.Facts?.Os), admitted, token);
            });
        }
    }

    private static string? TokenOf(HttpContext http)
    {
        if (TokenInAddress.TryFind(http, out var text))
        {
            return text;
        }

        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim()
            : header.Length > 0 ? header
            : http.Request.Headers["token"].ToString() is { Length: > 0 } own ? own : null;
    }

    /// <summary>The system of a host answers for a connection whose agent is busy; where that answers nothing, the connection is over.</summary>
    private static void NoticeDeadHosts(HttpContext http)
    {
        if (http.Features.Get<IConnectionSocketFeature>()?.Socket is not { AddressFamily: AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 } socket)
        {
            return;   // behind a proxy on this machine, which notices by itself
        }

        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)GoneAfter.TotalSeconds / 2);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption((int)ProtocolType.Tcp, TcpUserTimeout, BitConverter.GetBytes((int)GoneAfter.TotalMilliseconds));
        }
    }

    private Task Refuse(HttpContext http, int status, string why)
    {
        meter.Refused($"s4-{status}");
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new S4Refusal(why), S4Json.Default.S4Refusal, contentType: null, http.RequestAborted);
    }

    /// <summary>In the words of the protocol: the connection is opened, and closed with a code that says that the token is wrong.</summary>
    private async Task TurnAway(HttpContext http, string why)
    {
        meter.Refused("s4-token");
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        using var limit = time.CreateTimer(_ => soon.Cancel(), null, TurnAwayWithin, Timeout.InfiniteTimeSpan);
        try
        {
            await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, why, soon.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // It did not wait for that, or does not answer.
        }
    }
}
