namespace OrleansOps.Cli.Tests;

/// <summary>What opsctl asked for.</summary>
internal sealed record ContractRequest(string Method, string Target, string? Authorization, string? LastEventId, string? TraceParent, string Body)
{
    public override string ToString() => $"{Method} {Target}";
}
