using Orleans.Concurrency;

namespace OrleansOps.Conformance;

internal interface ICallsGrain : IGrainWithStringKey
{
    Task<int> Fail(string message, int number);

    ValueTask<string> Value(string text);

    ValueTask Nothing();

    [ResponseTimeout("00:00:01")]
    Task Hold(string name);

    /// <summary>Signals "{name} began", waits for the cancellation, then signals "{name} cancelled".</summary>
    Task WaitForCancellation(string name, CancellationToken cancel);

    Task<int> Scramble(List<int> numbers, Dictionary<string, List<int>> byName, Note note);

    Task<List<int>> Kept();

    Task<Note> Mirror(Note note);

    Task<Pair> MirrorPair(Pair pair);

    Task<object> MirrorObject(object value);

    Task<(int, string?)> MirrorTuple((int, string?) value, int? number, DayOfWeek day, Guid id, DateTimeOffset time);

    Task<string> AskOther(ICallsGrain other);

    Task<string> AskSelfThrough(string otherKey);

    [AlwaysInterleave]
    Task<string> Key();

    Task<string?> Context(string key);

    /// <summary>The value in this grain, then what another one saw, then what is here after the other changed it.</summary>
    Task<string?[]> ContextThrough(string otherKey, string key);

    Task<string?> ChangeContext(string key);

    Task<int> Filtered(int number);

    Task<int> FilteredThrough(string otherKey, int number);
}
