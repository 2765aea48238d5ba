using OpenTelemetry.Trace;

namespace OrleansOps.Tracing;

/// <summary>
/// Begins traces where a call comes in from outside. What timers, heartbeats and queues call between grains is in no trace, unless it is about a task:
/// then it says which.
/// </summary>
internal sealed class CallSampler(double ratio) : Sampler
{
    /// <summary>Under this name ASP.NET Core begins the span of a request.</summary>
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private readonly TraceIdRatioBasedSampler _ratio = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        string.Equals(samplingParameters.Name, Request, StringComparison.Ordinal)
            ? _ratio.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
