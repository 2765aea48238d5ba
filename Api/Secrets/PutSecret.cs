using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>A secret that is stored under a name. What is left out stays as it was.</summary>
public sealed record PutSecret
{
    [Description("Its value: 4 to 32,768 bytes of UTF-8. It is sealed before it is stored, and nobody is told it but hosts whose tasks name it. Left out: as before.")]
    public string? Value { get; init; }

    [Description("Which hosts' tasks may use it: an expression as jobs have it, such as role=web and zone!=us-1, or all. A new secret needs it. Left out: as before.")]
    public string? On { get; init; }
}
