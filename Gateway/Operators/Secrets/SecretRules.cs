using System.Text;
using OrleansOps.Http;
using OrleansOps.Jobs;
using OrleansOps.Protocol;
using OrleansOps.Secrets;

namespace OrleansOps.Operators.Secrets;

/// <summary>What a stored secret must be like. A rule that is broken names its field, its limit and the way out, and never the value; nothing is stored then.</summary>
internal static class SecretRules
{
    public static Refusal? Name(string name) => SecretNames.IsName(name) ? null : Refusal.Bad(
        Api.ProblemCodes.InvalidName, "name", $"The name of a secret is 1 to {SecretNames.Length} characters out of A-Z, a-z, 0-9, '_', '-' and '.', and begins with a letter or a digit.");

    public static Refusal? Broken(Api.PutSecret secret) => secret is { Value: null, On: null }
        ? Refusal.Bad(Api.ProblemCodes.MissingField, "value", "'value' or 'on' must say what is to be changed.")
        : Value(secret.Value) ?? On(secret.On);

    private static Refusal? Value(string? value) => (value is null ? SecretNames.ValueBytes : Encoding.UTF8.GetByteCount(value)) switch
    {
        < Limits.SecretBytes => Refusal.Bad(
            Api.ProblemCodes.SecretTooShort, "value", $"'value' has less than {Limits.SecretBytes} bytes: it would be masked all over the output of tasks. Choose a longer one."),
        > SecretNames.ValueBytes and var bytes => Refusal.Bad(
            Api.ProblemCodes.SecretTooLarge, "value", $"'value' has {bytes} bytes; the limit is {SecretNames.ValueBytes}. Put it on the host as a file that its user alone may read."),
        _ => null,
    };

    private static Refusal? On(string? on) => on switch
    {
        null => null,
        { Length: > HostExpression.Length } => Refusal.Bad(Api.ProblemCodes.InvalidExpression, "on", $"'on' has {on.Length} characters; the limit is {HostExpression.Length}."),
        _ => HostExpression.Parse(on).Wrong is { } wrong ? Refusal.Bad(Api.ProblemCodes.InvalidExpression, "on", $"'on' cannot be read: {wrong}.") : null,
    };
}
