using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>What would become of one resource.</summary>
public sealed record ResourceChange
{
    public required string Address { get; init; }

    [Description("create, update, delete, replace, forget, or what else Terraform says.")]
    public required string Action { get; init; }

    [Description("Attributes that would change, by name; none for one that would be deleted.")]
    public required IReadOnlyList<AttributeChange> Attributes { get; init; }
}
