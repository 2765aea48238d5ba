using OrleansOps.Http;
using TaskKind = OrleansOps.Tasks.TaskKind;
using TaskSignature = OrleansOps.Tasks.TaskSignature;

namespace OrleansOps.Operators.Tasks;

/// <summary>What a signature must be like. Whether it is a good one its host finds out: the gateway has no keys, so that who has the gateway has none either.</summary>
internal static class SignatureRules
{
    /// <summary>The first rule that it breaks, or null.</summary>
    public static Refusal? Broken(Api.SubmitTask task) => (task.Signature, task) switch
    {
        (null, _) => null,
        (_, { Kind: TaskKind.File or TaskKind.Collect } or { File: not null } or { Collect: not null }) =>
            Refusal.Bad(Api.ProblemCodes.NotForFiles, "signature", "A signature is for what runs, and a task of kind 'file' or 'collect' runs nothing. Leave it out."),
        ({ Host: not { Length: > 0 and <= Protocol.TaskSignature.HostLength } }, _) =>
            Refusal.Bad(Api.ProblemCodes.MissingField, "signature.host", $"'signature.host' must be the host that was signed: 1 to {Protocol.TaskSignature.HostLength} characters."),
        ({ Until: null }, _) => Refusal.Bad(Api.ProblemCodes.MissingField, "signature.until", "'signature.until' must be the time that was signed, in whole seconds."),
        ({ Value: not { Length: > 0 and <= Protocol.TaskSignature.MostBytes } }, _) =>
            Refusal.Bad(Api.ProblemCodes.InvalidValue, "signature.value", $"'signature.value' must be a signature as base64: 1 to {Protocol.TaskSignature.MostBytes} bytes."),
        ({ Until: { } until }, _) when until.Ticks % TimeSpan.TicksPerSecond != 0 =>
            Refusal.Bad(Api.ProblemCodes.InvalidValue, "signature.until", "'signature.until' must be in whole seconds."),
        _ => null,
    };

    public static TaskSignature? Of(Api.SubmitSignature? signature) => signature is null ? null : new TaskSignature(signature.Host!, signature.Until!.Value, signature.Value!);
}
