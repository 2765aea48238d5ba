namespace OrleansOps.Tasks;

/// <summary>What happens to a task whose attempt was started and lost. Stored and on the wire: add at the end, never renumber.</summary>
[GenerateSerializer, Alias("ops.OnLost")]
public enum OnLost
{
    /// <summary>The task is Lost: what may have run is not run again.</summary>
    Fail = 0,

    /// <summary>The task is started again, a few times at most: running it twice does no harm.</summary>
    Retry = 1,
}
