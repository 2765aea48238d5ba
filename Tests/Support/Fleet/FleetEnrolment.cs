using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using OrleansOps.Protocol;

namespace OrleansOps.Tests.Support;

/// <summary>Gives many simulated agents their identities.</summary>
public static class FleetEnrolment
{
    private const int AtOnce = 32;
    private const int MostTries = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Enrols agents and returns their tokens.</summary>
    /// <param name="address">The gateway's, as http://host:port.</param>
    /// <param name="joinToken">Good for at least as many uses.</param>
    /// <param name="count">How many.</param>
    /// <param name="identity">What each says of itself, by its number; nothing that matters if it is left out.</param>
    public static async Task<string[]> Enrol(string address, string joinToken, int count, Func<int, EnrolRequest>? identity = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", joinToken);
        var tokens = new string[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => tokens[number] = await Enrol(http, (identity ?? Simulated)(number)));
        return tokens;
    }

    private static EnrolRequest Simulated(int number) => new($"simulated-{number}", new Dictionary<string, string>(StringComparer.Ordinal), $"simulated-{number}");

    private static async Task<string> Enrol(HttpClient http, EnrolRequest request, int tried = 1)
    {
        using var reply = await http.PostAsJsonAsync("/api/v1/agents/register", request, ProtocolJson.Default.EnrolRequest);
        if (reply is { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter.Delta: { } wait })
        {
            await Task.Delay(wait, TimeProvider.System);   // the gateway bounds what one token asks
            return await Enrol(http, request, tried);
        }

        if (reply.StatusCode == HttpStatusCode.ServiceUnavailable && tried < MostTries)
        {
            await Task.Delay(Pause, TimeProvider.System);   // so many at once keep the store busy, and asking again is harmless: the name of the request says so
            return await Enrol(http, request, tried + 1);
        }

        return reply.IsSuccessStatusCode
            ? (await reply.Content.ReadFromJsonAsync(ProtocolJson.Default.EnrolReply))!.Token
            : throw new HttpRequestException($"Enrolment of {request.Name}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
    }
}
