namespace OrleansOps.Conformance;

internal interface IWatcher : IGrainObserver
{
    void Told(string text);

    Task<string> Asked(string text);
}
