using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>That the task takes input.</summary>
public sealed record TaskInput(
    [property: Description("After so long without input it is ended.")] long IdleSeconds);
