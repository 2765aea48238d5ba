namespace OrleansOps.Simulation.Conformance;

internal interface IWatcher : IGrainObserver
{
    void Told(string text);

    [ResponseTimeout("00:00:02")]
    Task<string> Asked(string text);

    /// <summary>Signals "{name} began" and answers when "{name} may end" is set.</summary>
    Task Hold(string name);
}
