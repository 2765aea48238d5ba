namespace Orleans.Hosting.Embedded;

/// <summary>
/// The right of one process to use a store. The embedded runtime is one process: register an implementation where the
/// store can be reached by several, and the second one does not start. A memory store needs none.
/// </summary>
public interface IStoreLease
{
    /// <summary>How often the lease is renewed; well below the time it lasts.</summary>
    TimeSpan RenewEvery { get; }

    /// <summary>Takes the store for this process. Throws <see cref="StoreInUseException"/> where another process has it.</summary>
    Task AcquireAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the store for this process. False means that it is lost, and the application stops.
    /// An exception is logged and the lease is renewed again after <see cref="RenewEvery"/>; return false when it has run out.
    /// </summary>
    Task<bool> RenewAsync(CancellationToken cancellationToken);

    /// <summary>Gives the store up, after the last write.</summary>
    Task ReleaseAsync(CancellationToken cancellationToken);
}
