using OrleansOps.Http;

namespace OrleansOps.Operators.Agents;

/// <summary>What the reason of a drain must be like.</summary>
internal static class DrainRules
{
    private const int ReasonLength = 200;

    public static Refusal? Broken(Api.DrainAgent? drain) =>
        drain?.Reason is not { } reason || (reason.Length <= ReasonLength && !string.IsNullOrWhiteSpace(reason) && ShownText.IsPrintable(reason))
            ? null
            : Refusal.Bad(Api.ProblemCodes.InvalidReason, "reason", $"'reason' must be 1 to {ReasonLength} printable characters, or be left out.");
}
