namespace OrleansOps.Simulation.Conformance;

internal interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Signals "{name} ticked 1", "{name} ticked 2" and so on.</summary>
    Task Start(string name, TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive = false);

    Task Change(string name, TimeSpan dueTime, TimeSpan period);

    Task Stop(string name);

    Task<int> Ticks(string name);

    Task Hold(string name);

    Task End();
}
