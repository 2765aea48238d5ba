using OrleansOps.Http;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Agents;

/// <summary>What an enrolment must be like.</summary>
internal static class EnrolRules
{
    private const int NameLength = 128;

    public static Refusal? Broken(EnrolRequest request)
    {
        if (Name(request.Name) is { } refusal)
        {
            return refusal;
        }

        if (!IdFormat.IsId(request.RequestId))
        {
            return Refusal.Bad(Api.ProblemCodes.InvalidId, "requestId", $"'requestId' must be 1 to {Limits.IdLength} characters out of A-Z, a-z, 0-9, '_' and '-', chosen at random and kept.");
        }

        return request.Labels is null
            ? Refusal.Bad(Api.ProblemCodes.MissingField, "labels", "'labels' must be an object; it may be empty.")
            : LabelRules.Broken(request.Labels);
    }

    public static Refusal? Name(string? name) => name is { Length: > 0 and <= NameLength } && ShownText.IsName(name)
        ? null
        : Refusal.Bad(Api.ProblemCodes.InvalidName, "name", $"'name' must be 1 to {NameLength} characters that can be seen, without accents of their own (U+0300 and the like) and without spaces at its ends.");
}
