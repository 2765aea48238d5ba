using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Connection;

/// <summary>
/// Opens an agent's socket: asks for a challenge, answers it, and uses the socket only if the gateway has proven that it knows the agent's token, too.
/// The token itself is never sent.
/// </summary>
internal static class ProvenSocket
{
    /// <summary>Behind one address there may be several gateways, and each knows its own challenges alone.</summary>
    private const int Tries = 5;

    /// <param name="hub">Address of the hub, ws or wss.</param>
    /// <param name="create">Makes the socket of each try.</param>
    /// <exception cref="GatewayRefusedException">The gateway does not let us in, or not now.</exception>
    /// <exception cref="GatewayUnprovenException">Whoever is there is not our gateway.</exception>
    /// <exception cref="HttpRequestException">Nobody is there.</exception>
    /// <exception cref="WebSocketException">Nobody is there any more.</exception>
    public static async Task<ClientWebSocket> Open(Uri hub, HttpMessageInvoker http, string token, Func<ClientWebSocket> create, CancellationToken cancel)
    {
        var challenge = await AskForChallenge(hub, http, cancel);
        for (var left = Tries; ; left--)
        {
            var proof = AgentProof.Answer(token, challenge) ?? throw new AgentStartException("The agent's identity holds no token of an agent. Enrol it again with 'ops-agent enrol --again'.");
            var socket = create();
            try
            {
                socket.Options.SetRequestHeader("Authorization", $"{AgentProof.Scheme} {proof}");
                socket.Options.CollectHttpResponseDetails = true;
                await socket.ConnectAsync(hub, http, cancel);
                var answer = Header(socket, AgentProof.AnswerHeader);
                socket.HttpResponseHeaders = null;   // it lives as long as the connection
                return proof.IsAnsweredBy(answer, token) ? socket : throw new GatewayUnprovenException(hub, "It could not prove that it knows this agent's token.");
            }
            catch (WebSocketException failed) when (socket.HttpStatusCode != default(HttpStatusCode))
            {
                var next = socket.HttpStatusCode == HttpStatusCode.Unauthorized ? ChallengeIn(Header(socket, "WWW-Authenticate")) : null;
                var refused = new GatewayRefusedException(hub, (int)socket.HttpStatusCode, RetryAfter(Header(socket, "Retry-After")), failed);
                socket.Dispose();
                challenge = next is not null && left > 1 ? next : throw refused;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static async Task<string> AskForChallenge(Uri hub, HttpMessageInvoker http, CancellationToken cancel)
    {
        var address = new UriBuilder(hub) { Scheme = string.Equals(hub.Scheme, "wss", StringComparison.Ordinal) ? "https" : "http" }.Uri;
        using var question = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await http.SendAsync(question, cancel);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            throw new GatewayRefusedException(hub, (int)answer.StatusCode, answer.Headers.RetryAfter?.Delta is { TotalHours: < 1 } wait ? wait : null);
        }

        return answer.Headers.WwwAuthenticate.Select(offer => ChallengeIn(offer.ToString())).FirstOrDefault(offer => offer is not null)
            ?? throw new GatewayUnprovenException(hub, "It does not prove who it is: it is older than this agent, or no gateway.");
    }

    private static string? ChallengeIn(string? offer) => offer?.Split(' ') is [AgentProof.Scheme, { Length: > 0 } challenge] ? challenge : null;

    private static string? Header(ClientWebSocket socket, string name) =>
        socket.HttpResponseHeaders?.TryGetValue(name, out var values) == true ? values.FirstOrDefault() : null;

    private static TimeSpan? RetryAfter(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 3600
        ? TimeSpan.FromSeconds(seconds)
        : null;
}
