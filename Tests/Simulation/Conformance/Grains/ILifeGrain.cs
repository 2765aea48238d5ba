namespace OrleansOps.Simulation.Conformance;

internal interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Names the activation that answers.</summary>
    Task<Guid> Activation();

    Task End();

    /// <summary>OnDeactivateAsync will wait for "{key} may end".</summary>
    Task EndSlowly();

    Task HoldUntil(string signal);

    Task<bool> WasActivatedFirst();
}
