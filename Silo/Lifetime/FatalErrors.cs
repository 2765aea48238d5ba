using Microsoft.Extensions.Logging;

namespace OrleansOps.Lifetime;

/// <summary>
/// Where Orleans would crash the process with a page of stack, ends it in order with a sentence: above all a silo that stood still and finds
/// that the others go on without it. What it still writes is refused by version, so it may take the moment that its agents need to leave.
/// </summary>
internal sealed partial class FatalErrors(ProcessEnd end, ILogger<FatalErrors> logger) : IFatalErrorHandler
{
    private const string Dead = "I have been told I am dead";

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        LogFatal(exception, sender?.GetType().Name, context);
        if (context?.StartsWith(Dead, StringComparison.Ordinal) == true)
        {
            end.Begin(
                ExitCode.DeclaredDead,
                "The other silos have declared this one dead: it did not answer them for some seconds. What it held goes on elsewhere. Start it again; it joins as a new silo.");
        }
        else
        {
            end.Begin(ExitCode.Failed, $"A part of the silo failed that it cannot do without: {context}. {exception?.Message} The log has the rest.");
        }
    }

    [LoggerMessage(4461, LogLevel.Critical, "{Sender} ends this silo: {Context}")]
    private partial void LogFatal(Exception? exception, string? sender, string? context);
}
