using System.ComponentModel;

namespace OrleansOps.Api;

/// <summary>How far the input of a task is.</summary>
public sealed record InputView(
    [property: Description("Bytes that were typed so far, by whoever. Less than was sent: the programs do not read what they have; send the rest again in a moment.")] long Typed);
