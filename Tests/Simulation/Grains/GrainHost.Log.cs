using Microsoft.Extensions.Logging;

namespace OrleansOps.Simulation.Grains;

internal sealed partial class GrainHost
{
    private readonly ILogger _logger;

    [LoggerMessage(1, LogLevel.Error, "{Activation} could not be activated; the calls that wait for it fail")]
    public partial void LogActivationFailed(Exception failure, Activation activation);

    [LoggerMessage(2, LogLevel.Error, "{Activation} failed while it was deactivated; it ends all the same")]
    public partial void LogDeactivationFailed(Exception failure, Activation activation);

    [LoggerMessage(3, LogLevel.Warning, "{Call} failed, and nobody waits for it")]
    public partial void LogUnansweredFailure(Exception failure, Call call);

    [LoggerMessage(4, LogLevel.Warning, "The reminder {Reminder} failed; it ticks again at its next period")]
    public partial void LogReminderFailed(Exception failure, ReminderEntry reminder);

    [LoggerMessage(5, LogLevel.Warning, "An item of the stream {StreamId} could not be delivered; trying again in {Pause}")]
    public partial void LogDeliveryFailed(Exception failure, StreamId streamId, TimeSpan pause);

    [LoggerMessage(6, LogLevel.Error, "An item of the stream {StreamId} is given up")]
    public partial void LogDeliveryGivenUp(Exception failure, StreamId streamId);
}
