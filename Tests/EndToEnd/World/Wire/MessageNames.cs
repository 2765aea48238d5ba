using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OrleansOps.EndToEnd;

/// <summary>Names the messages of one connection: an answer carries only the number of what it answers.</summary>
internal sealed class MessageNames
{
    private const int Invocation = 1;
    private const int Completion = 3;
    private const int Ping = 6;
    private const int Close = 7;

    private readonly ConcurrentDictionary<string, string> _asked = new(StringComparer.Ordinal);

    public string NameOf(string text)
    {
        var message = JsonNode.Parse(text)!.AsObject();
        var id = message["invocationId"]?.GetValue<string>();
        switch (message["type"]?.GetValue<int>())
        {
            case Invocation:
                var target = message["target"]!.GetValue<string>();
                if (id is not null)
                {
                    _asked[id] = target;
                }

                return target;
            case Completion:
                return _asked.TryRemove(id!, out var asked) ? $"{asked}.Answer" : "Answer";
            case Ping:
                return "Ping";
            case Close:
                return "Close";
            default:
                return "Handshake";
        }
    }
}
