namespace OrleansOps.Operators.Terraform;

/// <summary>What a state says of itself.</summary>
/// <param name="Serial">Raised by Terraform with each change.</param>
/// <param name="Lineage">Made when the state was begun; that of another state is another.</param>
/// <param name="TerraformVersion">Of the program that wrote it.</param>
/// <param name="Resources">How many there are.</param>
/// <param name="SerialAt">The byte at which the digits of the serial begin.</param>
/// <param name="SerialLength">How many digits those are.</param>
internal sealed record StateHead(long Serial, string Lineage, string? TerraformVersion, int Resources, long SerialAt, int SerialLength);
