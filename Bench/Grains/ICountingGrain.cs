namespace OrleansOps.Bench;

/// <summary>Stores its state on every call.</summary>
public interface ICountingGrain : IGrainWithIntegerKey
{
    Task<long> Count();
}
