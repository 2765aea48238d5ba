namespace OrleansOps.Operators;

/// <summary>Sentences with codes, from the grains' words to the operators'.</summary>
internal static class WhyBodies
{
    /// <summary>Null where there is nothing to say, or nobody gave it a code.</summary>
    public static IReadOnlyList<Api.Why>? ToRest(this Said? said) =>
        said is { Why.Count: > 0 } ? [.. said.Why.Select(why => new Api.Why(why.Code, why.Values))] : null;
}
