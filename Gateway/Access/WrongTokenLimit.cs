using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>Slows down a source that presents wrong tokens.</summary>
internal sealed class WrongTokenLimit(IOptions<AccessOptions> options, TimeProvider time)
    : SourceAllowance(options.Value.WrongTokens, options.Value.WrongTokenEvery, time);
