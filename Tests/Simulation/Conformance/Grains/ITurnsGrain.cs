using Orleans.Concurrency;

namespace OrleansOps.Simulation.Conformance;

internal interface ITurnsGrain : IGrainWithStringKey
{
    /// <summary>Signals "{name} began" and answers when "{name} may end" is set.</summary>
    Task Hold(string name);

    [AlwaysInterleave]
    Task HoldInterleaved(string name);

    [ReadOnly]
    Task HoldReading(string name);

    [OneWay]
    Task HoldOneWay(string name);

    /// <summary>How many calls were inside at once, at most, when all of them awaited something.</summary>
    Task<int> Crowd();

    /// <summary>Whether the scheduler is the same after an await, and whether it is left by ConfigureAwait(false).</summary>
    Task<(bool OwnAtFirst, bool SameAfterAwait, bool LeftByChoice)> Schedulers();

    /// <summary>Calls the grain itself through another one.</summary>
    [ResponseTimeout("00:00:20")]
    Task<string> Cycle();

    [ResponseTimeout("00:00:02")]
    Task<string> Ping();
}
