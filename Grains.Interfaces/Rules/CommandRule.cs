namespace OrleansOps.Rules;

/// <summary>A rule on what tasks run: a guard against slips.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Expression">A regular expression; the rule fits where it is found.</param>
/// <param name="On">An expression of the hosts that it is for; null: all.</param>
/// <param name="Action">What it does.</param>
/// <param name="Message">What is said to whom it meets; null: its name says it all.</param>
[GenerateSerializer, Immutable, Alias("ops.CommandRule")]
public sealed record CommandRule(
    [property: Id(0)] string Name, [property: Id(1)] string Expression, [property: Id(2)] string? On, [property: Id(3)] CommandRuleAction Action, [property: Id(4)] string? Message)
{
    public const int NameLength = 64;
    public const int ExpressionLength = 500;
    public const int MessageLength = 500;

    /// <summary>Its name, and its message behind that.</summary>
    public string Text => $"rule {Words}";

    /// <summary>The same, for a sentence in any language.</summary>
    public string Words => Message is null ? $"'{Name}'" : $"'{Name}': {Message}";
}
