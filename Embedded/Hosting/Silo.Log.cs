using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace OrleansOps.Embedded;

internal sealed partial class Silo
{
    [LoggerMessage(5001, LogLevel.Error, "{Activation} could not be activated; the calls that wait for it fail")]
    public partial void LogActivationFailed(Exception exception, Activation activation);

    [LoggerMessage(5002, LogLevel.Error, "{Activation} failed while it was deactivated; it ends all the same")]
    public partial void LogDeactivationFailed(Exception exception, Activation activation);

    [LoggerMessage(5003, LogLevel.Warning, "{Call} failed, and its caller did not wait for it")]
    public partial void LogUnansweredFailure(Exception exception, Call call);

    [LoggerMessage(5008, LogLevel.Critical, "{Activation} met an error of the grain runtime itself; it goes on with what waits")]
    public partial void LogTurnsFailed(Exception exception, Activation activation);

    [LoggerMessage(5004, LogLevel.Warning, "The reminder {Reminder} failed; it ticks again at its next period")]
    public partial void LogReminderFailed(Exception exception, ReminderEntry reminder);

    [LoggerMessage(5005, LogLevel.Warning, "The item {Token} of the stream {StreamId} could not be delivered; trying again in {Pause}")]
    public partial void LogDeliveryFailed(Exception exception, StreamSequenceToken token, StreamId streamId, TimeSpan pause);

    [LoggerMessage(5006, LogLevel.Error, "The item {Token} of the stream {StreamId} is given up")]
    public partial void LogDeliveryGivenUp(Exception exception, StreamSequenceToken token, StreamId streamId);

    [LoggerMessage(5007, LogLevel.Warning, "The item {Token} of the stream {StreamId} is dropped: {Activation} did not take up the subscription")]
    public partial void LogNoObserver(StreamSequenceToken token, StreamId streamId, Activation activation);
}
