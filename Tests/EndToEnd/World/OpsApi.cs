using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>The operators' REST, as a script would use it.</summary>
internal sealed class OpsApi(string address, string token) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(address),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        Timeout = TimeSpan.FromSeconds(100),
    };

    public HttpClient Http => _http;

    public async Task<JsonObject> Submit(string id, object task)
    {
        using var reply = await _http.PutAsJsonAsync($"/api/v1/tasks/{id}", task);
        var body = await reply.Content.ReadFromJsonAsync<JsonObject>();
        return reply.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK
            ? body!
            : throw new InvalidOperationException($"Submit {id}: {(int)reply.StatusCode} {body}");
    }

    public async Task<JsonObject> Get(string path)
    {
        using var reply = await _http.GetAsync(path);
        var text = await reply.Content.ReadAsStringAsync();
        return reply.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new HttpRequestException($"GET {path}: {(int)reply.StatusCode} {text}");
    }

    public Task<JsonObject> Task(string id) => Get($"/api/v1/tasks/{id}");

    public async Task<HttpResponseMessage> Post(string path, object? body = null) => await _http.PostAsJsonAsync(path, body ?? new { });

    public Task<HttpResponseMessage> Put(string path, object body) => _http.PutAsJsonAsync(path, body);

    public async Task Cancel(string id)
    {
        using var reply = await Post($"/api/v1/tasks/{id}/cancel");
        reply.EnsureSuccessStatusCode();
    }

    public Task<JsonObject> InPhase(string id, string phase, TimeSpan? within = null) =>
        Eventually.Get(() => Task(id), task => Phase(task) == phase, $"task {id} is {phase}", within);

    public Task<JsonObject> Terminal(string id, TimeSpan? within = null) =>
        Eventually.Get(() => Task(id), task => task["terminal"]!.GetValue<bool>(), $"task {id} is over", within);

    /// <summary>Over, and its whole log stored.</summary>
    public Task<JsonObject> Complete(string id, TimeSpan? within = null) => Eventually.Get(
        () => Task(id),
        task => task["terminal"]!.GetValue<bool>() && task["log"]!["complete"]!.GetValue<bool>(),
        $"task {id} is over and its log complete",
        within);

    public async Task<byte[]> RawLog(string id, string? stream = null) =>
        await _http.GetByteArrayAsync($"/api/v1/tasks/{id}/log/raw{(stream is null ? "" : $"?stream={stream}")}");

    public static string Phase(JsonObject task) => task["phase"]!.GetValue<string>();

    public void Dispose() => _http.Dispose();
}
