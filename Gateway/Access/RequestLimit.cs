using Microsoft.Extensions.Options;

namespace OrleansOps.Access;

/// <summary>Slows down a token that asks without end.</summary>
internal sealed class RequestLimit(IOptions<AccessOptions> options, TimeProvider time)
{
    private readonly Allowance<string> _tokens = new(
        options.Value.RequestsPerSecond, TimeSpan.FromSeconds(1) / options.Value.RequestsPerSecond, time);

    /// <inheritdoc cref="Allowance{TKey}.Take"/>
    public TimeSpan? Take(string tokenId) => _tokens.Take(tokenId);
}
