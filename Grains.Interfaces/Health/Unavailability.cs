using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace OrleansOps.Health;

/// <summary>
/// What an error means for the caller. The one place that lists the exceptions by which the cluster or its store says that it cannot answer now:
/// whoever catches one of them asks here.
/// </summary>
public static class Unavailability
{
    /// <summary>Of a package that only silos have.</summary>
    private const string RemindersAway = "Orleans.Reminders.Redis.RedisRemindersException";

    /// <summary>
    /// The cluster or its store cannot answer now. Whether anything happened is not known, and asking again is the way on. Whatever Orleans says of itself
    /// and its providers derives from one type, and no grain of ours throws it; but a call for which no place was found in its time ends as cancelled,
    /// and reminders whose Redis is away say so by a type that derives from none.
    /// </summary>
    public static bool MeansUnavailable(this Exception error) =>
        error is StoreUnavailableException or TimeoutException or OrleansException or OperationCanceledException
        || string.Equals(error.GetType().FullName, RemindersAway, StringComparison.Ordinal);

    /// <summary>The call, or its answer, went down with a silo, a connection or an activation; another one may answer at once.</summary>
    public static bool MeansLost(this Exception error) => error is
        TimeoutException
        or OrleansMessageRejectionException   // SiloUnavailableException too
        or ConnectionFailedException
        or ClientNotAvailableException
        or GatewayTooBusyException
        or InconsistentStateException;        // a stale activation wrote, and has ended with that
}
