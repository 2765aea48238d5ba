using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace OrleansOps.Bench;

/// <summary>Submits tasks and waits for their stored results, over the same REST for the product and the roofline.</summary>
internal sealed class TaskDoor : IDisposable, IAsyncDisposable
{
    private static long _number;
    private int _turn;
    private readonly ConcurrentBag<LeanHttp> _connections = [];
    private readonly string? _token;
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    public TaskDoor(string address, string? token, string agent)
    {
        Agents = [agent];
        _token = token;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = new Uri(address) };
        if (token is not null)
        {
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public HttpClient Http { get; }

    public string? Token => _token;

    /// <summary>Who gets the tasks, in turn.</summary>
    public IReadOnlyList<string> Agents { get; set; }

    public string Agent
    {
        get => Agents[0];
        set => Agents = [value];
    }

    public async Task<bool> IsReady()
    {
        using var reply = await Http.GetAsync("/readyz");
        return reply.IsSuccessStatusCode;
    }

    public string NewId() => $"bench-{_run}-{Interlocked.Increment(ref _number)}";

    /// <summary>Runs a command to its stored result, which must be exit code 0.</summary>
    public async Task Run(params string[] argv)
    {
        var id = NewId();
        var answer = await Submit(id, waitSeconds: 60, argv);
        if (!answer.Contains("\"terminal\":true", StringComparison.Ordinal) || !answer.Contains("\"exitCode\":0", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Task {id} did not end well within 60 s: {answer}");
        }
    }

    /// <summary>Submits and returns the answer after the wait.</summary>
    public Task<string> Submit(string id, int waitSeconds, params string[] argv) =>
        Submit(Agents[(int)((uint)Interlocked.Increment(ref _turn) % (uint)Agents.Count)], id, waitSeconds, argv);

    /// <summary>The same, to any agent.</summary>
    public async Task<string> Submit(string agent, string id, int waitSeconds, params string[] argv)
    {
        var body = JsonSerializer.Serialize(new { agent, kind = "argv", argv });
        var (status, answer) = await Put($"/api/v1/tasks/{id}?waitSeconds={waitSeconds}", body);
        return status is 200 or 201 ? answer : throw new HttpRequestException($"Submit {id}: {status} {answer}");
    }

    public void Dispose()
    {
        Http.Dispose();
        while (_connections.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<(int Status, string Body)> Put(string path, string json)
    {
        while (_connections.TryTake(out var used))
        {
            try
            {
                var answer = await used.Put(path, json);
                _connections.Add(used);
                return answer;
            }
            catch (Exception stale) when (stale is IOException or SocketException)
            {
                used.Dispose();   // the server closes what was idle for long; submitting the same task again is the same task
            }
        }

        var fresh = new LeanHttp(Http.BaseAddress!, _token);
        var first = await fresh.Put(path, json);
        _connections.Add(fresh);
        return first;
    }
}
