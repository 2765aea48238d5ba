namespace OrleansOps.Api;

/// <summary>The runs of a workspace that are kept, the newest first.</summary>
public sealed record TerraformRunList(IReadOnlyList<TerraformRunView> Items);
