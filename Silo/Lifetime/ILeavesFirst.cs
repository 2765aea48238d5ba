namespace OrleansOps.Lifetime;

/// <summary>What must be gone before the host begins to stop.</summary>
public interface ILeavesFirst
{
    /// <summary>Returns when it is, or after a few seconds.</summary>
    Task Leave();
}
