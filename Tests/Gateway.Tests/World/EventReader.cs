using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace OrleansOps.Tests.Gateway.World;

/// <summary>Reads server-sent events from an answer, one at a time.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private EventReader(HttpResponseMessage answer, Stream body)
    {
        _answer = answer;
        _events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
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
        if (!await _events.MoveNextAsync().AsTask().Within("the next event"))
        {
            return null;
        }

        var found = _events.Current;
        return (found.EventType, found.EventId, JsonNode.Parse(found.Data)!);
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

    /// <summary>The answer first: it ends the read that may be under way.</summary>
    public async ValueTask DisposeAsync()
    {
        _answer.Dispose();
        await _events.DisposeAsync();
    }
}
