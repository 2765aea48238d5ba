using System.Globalization;

namespace OrleansOps.Cli;

/// <summary>How often a task that failed is started again.</summary>
/// <param name="Times">How many starts may follow the first.</param>
/// <param name="DelaySeconds">The pause before the second start; 10 if it is left out.</param>
internal sealed record TaskRetry(long Times, long? DelaySeconds = null)
{
    public string Text() => string.Create(CultureInfo.InvariantCulture, $"up to {Times}, the first after {Show.Seconds(DelaySeconds ?? 10)}");
}
