using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using OrleansOps.Agents;
using OrleansOps.Seeds.Conversations;
using OrleansOps.Seeds.S1.Wire;
using OrleansOps.Sockets.Connections;

namespace OrleansOps.Seeds.S1;

/// <summary>Tells an S1 agent which host it is, by the token that the host's enrolment gave. The same token is the same host, however often it asks.</summary>
internal sealed class S1Register(S1Tokens tokens, SeedFacts facts, AgentSockets sockets, IGrainFactory grains, IOptions<AgentSocketOptions> limits, TimeProvider time)
{
    private const int BodyBytes = 64 * 1024;
    private const string Bearer = "Bearer ";

    public async Task Register(HttpContext http)
    {
        var (body, bad) = await Read(http);
        if (bad is not null)
        {
            await http.Answer(bad);
            return;
        }

        var header = http.Request.Headers.Authorization.ToString();
        var (token, refusal) = await tokens.Check(
            http, body!.Token is { Length: > 0 } own ? own : header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null);
        if (token is null)
        {
            await http.Answer(refusal!);
            return;
        }

        if (sockets.Count >= limits.Value.MaxConnections)
        {
            await http.Answer(S1Refusal.Full);
            return;
        }

        var id = token.AgentId!;
        if (await grains.GetGrain<IAgentGrain>(id).Describe() is not { } agent)
        {
            await http.Answer(S1Refusal.InvalidToken);   // it was removed just now
            return;
        }

        if (body.System is { } system)
        {
            facts.Learn(id, S1Hosts.Facts(system, agent.Name, time.GetUtcNow()));
        }

        var address = $"{(http.Request.IsHttps ? "wss" : "ws")}://{http.Request.Host}/ws/agent/{id}";
        await http.Response.WriteAsJsonAsync(new S1Registered(id, agent.Name, "active", address), S1Json.Default.S1Registered, contentType: null, http.RequestAborted);
    }

    private static async Task<(S1Registration? Body, S1Refusal? Refusal)> Read(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BodyBytes;
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, S1Json.Default.S1Registration, http.RequestAborted) is { } body
                ? (body, null)
                : (null, S1Refusal.BadBody("the body is empty"));
        }
        catch (JsonException)
        {
            return (null, S1Refusal.BadBody("the body is not JSON as an agent sends it"));
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, S1Refusal.BadBody($"the body has more than {BodyBytes} bytes"));
        }
    }
}
