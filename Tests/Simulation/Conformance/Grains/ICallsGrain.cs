using Orleans.Concurrency;

namespace OrleansOps.Simulation.Conformance;

internal interface ICallsGrain : IGrainWithStringKey
{
    Task<int> Fail(string message, int number);

    [ResponseTimeout("00:00:01")]
    Task Hold(string name);

    /// <summary>Signals "{name} began", waits for the cancellation, then signals "{name} cancelled".</summary>
    Task WaitForCancellation(string name, CancellationToken cancel);

    Task<int> Scramble(List<int> numbers, Dictionary<string, List<int>> byName, Note note);

    Task<List<int>> Kept();

    Task<Note> Mirror(Note note);

    Task<string> AskOther(ICallsGrain other);

    [AlwaysInterleave]
    Task<string> Key();

    Task<int> Filtered(int number);

    Task<int> FilteredThrough(string otherKey, int number);
}
