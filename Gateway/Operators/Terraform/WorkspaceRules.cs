using System.Globalization;
using OrleansOps.Http;
using OrleansOps.Protocol;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>What may be said about workspaces.</summary>
internal static class WorkspaceRules
{
    private const int ReasonLength = 200;

    public static Refusal? Id(string id) => IdFormat.IsId(id) ? null : Refusal.Bad(
        Api.ProblemCodes.InvalidId, "id", $"The id of a workspace is 1 to {Limits.IdLength} characters out of A-Z, a-z, 0-9, '_' and '-'.");

    public static Refusal? Serial(long? serial, string field) => serial is >= 0 and <= StateVersion.LargestSerial ? null : Refusal.Bad(
        serial is null ? Api.ProblemCodes.MissingField : Api.ProblemCodes.OutOfRange, field, $"'{field}' must be the serial of a version: a whole number, 0 to {StateVersion.LargestSerial}.");

    public static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    public static Refusal? LockId(string? id, string field) => id is not null && StateLocks.IsId(id) ? null : Refusal.Bad(
        id is null ? Api.ProblemCodes.MissingField : Api.ProblemCodes.InvalidValue, field, $"'{field}' must be the id of the lock that is meant.");

    public static Refusal? Reason(string? reason) => reason is { Length: > 0 and <= ReasonLength } && !string.IsNullOrWhiteSpace(reason) && ShownText.IsPrintable(reason) ? null : Refusal.Bad(
        reason is null ? Api.ProblemCodes.MissingField : Api.ProblemCodes.InvalidReason, "reason", $"'reason' must say why, in 1 to {ReasonLength} printable characters.");
}
