using System.Globalization;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>A host of a job that did not succeed.</summary>
/// <param name="LastLine">Of its log; or why there is none.</param>
internal sealed record JobFailure(JobHost Host, string? LastLine)
{
    /// <summary>How its task ended, in a few words.</summary>
    public string Ending => Host switch
    {
        { State: HostStates.Undelivered } => HostStates.Undelivered,
        { ExitCode: { } code } => string.Create(CultureInfo.InvariantCulture, $"exit {code}"),
        { Phase: { } phase } => Printable.Of(phase),
        _ => Printable.Of(Host.State),
    };
}
