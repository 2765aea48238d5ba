using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Connection;

/// <summary>Exchanges a join token for an identity.</summary>
internal static class Enrolment
{
    private const int AnswerBytes = 64 * 1024;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    /// <summary>Asks the first gateway that is there. Being asked twice with one request id, they give the same identity.</summary>
    /// <exception cref="AgentStartException">A gateway refused, or none can be reached.</exception>
    public static async Task<EnrolReply> Enrol(
        IReadOnlyList<GatewayOptions> gateways, string joinToken, EnrolRequest request, TimeProvider time, CancellationToken cancel)
    {
        for (var next = 0; ; next++)
        {
            try
            {
                return await Ask(gateways[next], joinToken, request, time, cancel);
            }
            catch (GatewayAwayException) when (next + 1 < gateways.Count && !cancel.IsCancellationRequested)
            {
                continue;
            }
        }
    }

    private static async Task<EnrolReply> Ask(
        GatewayOptions gateway, string joinToken, EnrolRequest request, TimeProvider time, CancellationToken cancel)
    {
        using var http = GatewayHttp.CreateInvoker(gateway);
        using var limit = new CancellationTokenSource(AnswerTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Server, ProtocolVersion.RegisterPath))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, ProtocolJson.Default.EnrolRequest)),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", joinToken);
        try
        {
            using var response = await http.SendAsync(message, either.Token);
            await response.Content.LoadIntoBufferAsync(AnswerBytes, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode ? Read(body) : throw Refusal(gateway, (int)response.StatusCode, body);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            throw new GatewayAwayException($"{gateway.Server} did not answer as a gateway does: {ConnectFailures.Describe(failed)}", failed);
        }
    }

    private static EnrolReply Read(byte[] body) =>
        JsonSerializer.Deserialize(body, ProtocolJson.Default.EnrolReply) is { AgentId.Length: > 0, Token.Length: > 0 } reply
            ? reply
            : throw new AgentStartException("The gateway's answer holds no identity. Is --server the address of a gateway?");

    private static AgentStartException Refusal(GatewayOptions gateway, int status, byte[] body)
    {
        var reason = Detail(body) ?? status switch
        {
            407 => "The proxy on the way wants a user and a password: write them into its variable, as http://USER:PASSWORD@HOST:PORT.",
            401 or 403 => "The join token is not valid: it may be used up or expired. Make a new one.",
            _ => $"HTTP status {status}.",
        };
        return status >= 500
            ? new GatewayAwayException($"{gateway.Server} cannot answer now: {reason}")
            : new AgentStartException($"The gateway refused: {reason}");
    }

    private static string? Detail(byte[] body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (Exception none) when (none is JsonException or InvalidOperationException)
        {
            return null;   // not a problem document
        }
    }
}
