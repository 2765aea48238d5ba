using Microsoft.Extensions.Logging;

namespace OrleansOps.Embedded;

internal sealed partial class SiloHost
{
    [LoggerMessage(5101, LogLevel.Information, "The embedded silo of {ServiceId} has started")]
    private partial void LogStarted(string serviceId);

    [LoggerMessage(5102, LogLevel.Warning, "The silo stopped before {Count} activations had ended; what they had not stored is lost")]
    private partial void LogStopCutShort(int count);

    [LoggerMessage(5103, LogLevel.Critical, "The lease on the store is lost: another process may use it. Stopping")]
    private partial void LogLeaseLost();

    [LoggerMessage(5104, LogLevel.Warning, "The lease on the store could not be renewed; trying again")]
    private partial void LogRenewFailed(Exception exception);

    [LoggerMessage(5105, LogLevel.Warning, "The lease on the store could not be given up; it ends by itself")]
    private partial void LogReleaseFailed(Exception exception);
}
