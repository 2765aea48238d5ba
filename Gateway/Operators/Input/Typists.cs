using System.Collections.Concurrent;

namespace OrleansOps.Operators.Input;

/// <summary>
/// Who has typed into which task through this gateway. The trail says so once of each, and not at every key; what was typed it never says. Where more are
/// remembered than there is room for, all are forgotten, and the trail says it once more.
/// </summary>
internal sealed class Typists
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(string TaskId, string TokenId, string? SessionId), bool> _known = new();

    public bool IsNew(string taskId, string tokenId, string? sessionId)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known.TryAdd((taskId, tokenId, sessionId), true);
    }
}
