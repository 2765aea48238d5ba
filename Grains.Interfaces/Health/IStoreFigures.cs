namespace OrleansOps.Health;

/// <summary>Reads the figures of the durable store.</summary>
public interface IStoreFigures
{
    /// <summary>Never throws for a store that does not answer: that is an answer too.</summary>
    Task<StoreFigures> Read();
}
