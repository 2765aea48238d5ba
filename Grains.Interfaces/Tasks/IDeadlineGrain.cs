namespace OrleansOps.Tasks;

/// <summary>One shard of the due times: wakes the tasks whose time has passed. Key: 0 to <see cref="Shards"/> - 1.</summary>
[Alias("ops.IDeadlineGrain")]
public interface IDeadlineGrain : IGrainWithIntegerKey
{
    const int Shards = 16;

    /// <summary>Makes sure that the shard's reminder and timer run. Called for every shard when a silo has started.</summary>
    [Alias("Watch")]
    Task Watch();
}
