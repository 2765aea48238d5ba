using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Secrets;

/// <summary>How much is kept of secrets.</summary>
public sealed class SecretOptions
{
    public const string Section = "Secrets";

    /// <summary>How many secrets are kept under a name. Default: 10,000.</summary>
    [Range(1, 100_000)]
    public int Most { get; set; } = 10_000;
}
