namespace OrleansOps.Secrets;

/// <summary>The answer to a host's task that names a secret.</summary>
/// <param name="Value">The sealed value; null unless it is given.</param>
/// <param name="On">Which hosts it is for; null: there is none of its name.</param>
[GenerateSerializer, Immutable, Alias("ops.SecretLoan")]
public sealed record SecretLoan([property: Id(0)] SecretLoanStatus Status, [property: Id(1)] byte[]? Value = null, [property: Id(2)] string? On = null);
