using System.Text.Json.Serialization;

namespace OrleansOps;

/// <summary>What operators are told, and the same for programs that word it themselves.</summary>
/// <param name="Text">One or several sentences.</param>
/// <param name="Why">What they say, one after the other; empty where nobody gave it a code.</param>
[GenerateSerializer, Immutable, Alias("ops.Said"), JsonConverter(typeof(SaidJson))]
public sealed record Said([property: Id(0)] string Text, [property: Id(1)] IReadOnlyList<Why> Why)
{
    public static Said Of(string code, string text, params ReadOnlySpan<(string Name, object? Value)> values) => new(text, [OrleansOps.Why.Of(code, values)]);

    /// <summary>The same, for a reason that lies behind it. The text has it already.</summary>
    public Said Because(Said cause) => this with { Why = [.. Why, .. cause.Why] };

    /// <summary>One after the other, in text and codes; null if there is none.</summary>
    public static Said? All(IEnumerable<Said?> said)
    {
        var all = said.OfType<Said>().Where(one => one.Text.Length > 0).ToList();
        return all.Count == 0 ? null : new Said(string.Join(' ', all.Select(one => one.Text)), [.. all.SelectMany(one => one.Why)]);
    }

    public static implicit operator string?(Said? said) => said?.Text;

    public override string ToString() => Text;
}
