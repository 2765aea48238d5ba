using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>Brings a version back.</summary>
public sealed record RollBackWorkspace
{
    [Description("The serial of the version that is wanted; it is kept, and a new one with the next serial is made of it.")]
    public long? Serial { get; init; }
}
