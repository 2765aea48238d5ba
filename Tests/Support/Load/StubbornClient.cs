using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Support;

/// <summary>
/// Asks as a careful script does: until it is answered well, in the same words, through whatever happens to the server. What no server may
/// say, whatever happens to it, is a complaint.
/// </summary>
/// <param name="http">Leads to one gateway; without a limit of its own.</param>
/// <param name="submits">Takes how long each submission let wait.</param>
/// <param name="patience">What one try may take.</param>
/// <param name="complain">Hears what is wrong.</param>
public sealed class StubbornClient(HttpClient http, Service submits, TimeSpan patience, Action<string> complain)
{
    private const int MostShown = 250;
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(100);
    private int _refused;
    private int _lost;
    private int _unanswered;

    /// <summary>Tries that were answered with 503: come again.</summary>
    public int Refused => _refused;

    /// <summary>Tries that met nobody, or whose connection broke.</summary>
    public int Lost => _lost;

    /// <summary>Tries that were not answered within the patience.</summary>
    public int Unanswered => _unanswered;

    public async Task Submit(string task, object body, CancellationToken abort)
    {
        var since = TimeProvider.System.GetTimestamp();
        await Put($"/api/v1/tasks/{task}", body, abort);
        submits.Served(since);
    }

    public Task Cancel(string task, CancellationToken abort) =>
        Until(HttpMethod.Post, $"/api/v1/tasks/{task}/cancel", new { }, [HttpStatusCode.OK, HttpStatusCode.Accepted], abort);

    /// <summary>Puts something that is not there yet, or is there as it is put.</summary>
    public Task Put(string path, object body, CancellationToken abort) => Until(HttpMethod.Put, path, body, [HttpStatusCode.OK, HttpStatusCode.Created], abort);

    /// <summary>What is answered; nothing where the answer is a complaint.</summary>
    public async Task<JsonNode> Get(string path, CancellationToken abort)
    {
        JsonNode? answer = null;
        await Until(HttpMethod.Get, path, null, [HttpStatusCode.OK], abort, async reply => answer = JsonNode.Parse(await reply.Content.ReadAsStringAsync(abort)));
        return answer ?? new JsonObject();
    }

    public Task Read(string path, CancellationToken abort) => Until(HttpMethod.Get, path, null, [HttpStatusCode.OK], abort);

    /// <summary>Asks for readiness, which is answered either way.</summary>
    public Task Look(CancellationToken abort) =>
        Until(HttpMethod.Get, "/readyz", null, [HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], abort);

    private async Task Until(
        HttpMethod method, string path, object? body, HttpStatusCode[] good, CancellationToken abort, Func<HttpResponseMessage, Task>? read = null)
    {
        while (!await Try(method, path, body, good, read, abort))
        {
            await Task.Delay(AskAgain, TimeProvider.System, abort);
        }
    }

    /// <summary>Whether there is nothing left to ask.</summary>
    private async Task<bool> Try(
        HttpMethod method, string path, object? body, HttpStatusCode[] good, Func<HttpResponseMessage, Task>? read, CancellationToken abort)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort);
        limit.CancelAfter(patience);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var reply = await http.SendAsync(request, limit.Token);
            if (!good.Contains(reply.StatusCode))
            {
                return await IsFinal(method, path, reply);
            }

            await (read?.Invoke(reply) ?? Task.CompletedTask);
            return true;
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            Interlocked.Increment(ref _unanswered);
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            Interlocked.Increment(ref _lost);   // killed, stopped or cut off: that is what this is about
        }

        return false;
    }

    private async Task<bool> IsFinal(HttpMethod method, string path, HttpResponseMessage reply)
    {
        if (reply.StatusCode == HttpStatusCode.ServiceUnavailable && reply.Headers.RetryAfter is not null)
        {
            Interlocked.Increment(ref _refused);
            return false;
        }

        var said = await reply.Content.ReadAsStringAsync();
        complain($"{method} {path} was answered with {(int)reply.StatusCode}: {said[..Math.Min(said.Length, MostShown)]}");
        return (int)reply.StatusCode < 500;
    }
}
