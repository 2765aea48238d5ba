using Microsoft.Extensions.Logging;

namespace OrleansOps.HostAgent.Linux;

internal sealed partial class ControlGroups
{
    [LoggerMessage(4501, LogLevel.Information, "Limits of tasks are held by control groups below {Directory}: {Held}; not there: {Missing}")]
    private static partial void LogHeld(ILogger logger, string directory, string held, string missing);

    [LoggerMessage(4502, LogLevel.Warning, "The agent has no control group of its own (named agent, by DelegateSubgroup= of systemd 254 or newer): limits of tasks are watched, and a share of the processor is not held")]
    private static partial void LogNoneOfItsOwn(ILogger logger);

    [LoggerMessage(4503, LogLevel.Warning, "The control groups in {Directory} cannot be used: limits of tasks are watched, and a share of the processor is not held")]
    private static partial void LogNotUsable(ILogger logger, Exception failed, string directory);
}
