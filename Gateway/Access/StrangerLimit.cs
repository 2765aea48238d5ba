using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>Slows down a source that asks without showing any token.</summary>
internal sealed class StrangerLimit(IOptions<AccessOptions> options, TimeProvider time)
    : SourceAllowance(options.Value.StrangersPerSecond, TimeSpan.FromSeconds(1) / options.Value.StrangersPerSecond, time);
