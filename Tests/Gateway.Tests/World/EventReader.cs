using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Reads server-sent events from an answer, one at a time.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _lines = new StreamReader(body);
    }

    public static async Task<EventReader> Open(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within("the events begin");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventReader(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event, or null when the gateway has closed the stream. Comments are passed over.</summary>
    public async Task<(string Name, string? Id, JsonNode Data)?> Next()
    {
        string? name = null, id = null, data = null;
        while (await _lines.ReadLineAsync().Within("the next line of the events") is { } line)
        {
            if (line.Length == 0 && name is not null)
            {
                return (name, id, JsonNode.Parse(data!)!);
            }

            name = Field(line, "event: ") ?? name;
            id = Field(line, "id: ") ?? id;
            data = Field(line, "data: ") ?? data;
        }

        return null;
    }

    /// <summary>Reads on until an event of this name.</summary>
    public async Task<(string? Id, JsonNode Data)> Next(string name)
    {
        while (await Next() is { } found)
        {
            if (string.Equals(found.Name, name, StringComparison.Ordinal))
            {
                return (found.Id, found.Data);
            }
        }

        throw new InvalidOperationException($"The events ended before '{name}'.");
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _answer.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? Field(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : null;
}
