using OrleansOps.Http;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>The words for workspaces that are not there or are locked, and for states that do not follow what is stored.</summary>
internal static class WorkspaceRefusals
{
    public static Refusal Unknown(string id) => new(
        Api.ProblemCodes.UnknownWorkspace, $"There is no workspace '{id}', or it has no state yet.", "Its id is wrong, it was deleted, or nothing was written to it.")
    { See = "GET /api/v1/terraform/workspaces" };

    public static Refusal UnknownVersion(string id, long serial) => new(
        Api.ProblemCodes.UnknownVersion, $"Workspace '{id}' has no version with serial {serial}.", "The oldest go first (Terraform:KeptVersions, Terraform:KeptBytes).")
    { See = $"GET /api/v1/terraform/workspaces/{id}/versions" };

    public static Refusal Locked(string id, StateLock held) => new(
        Api.ProblemCodes.StateLocked, $"Workspace '{id}' is locked{By(held)}.",
        $"Lock {held.Id} is held since {held.TakenAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}. Nothing was changed. Wait until it is given back; if nothing runs under it any more: opsctl tf unlock {id} --reason TEXT")
    { See = $"GET /api/v1/terraform/workspaces/{id}" };

    public static Refusal LockNotHeld(string id, string lockId, LockBreak? last) => new(
        Api.ProblemCodes.LockNotHeld, $"Lock {Shown(lockId)} of workspace '{id}' is not held.",
        (string.Equals(last?.Lock?.Id, lockId, StringComparison.Ordinal) ? $"It was broken by {last!.By}: {last.Reason}. " : "") + "Nothing was changed. Read the state anew, and write under a lock of your own.")
    { See = $"GET /api/v1/terraform/workspaces/{id}" };

    public static Refusal LockChanged(string id, StateLock? held) => new(
        Api.ProblemCodes.LockChanged,
        held is null ? $"Workspace '{id}' is not locked." : $"Workspace '{id}' is locked by another lock{By(held)}.",
        held is null ? "Nothing was changed." : $"It has the lock {held.Id} now. Nothing was changed. Look who that is before you take it away.")
    { Field = "id", See = $"GET /api/v1/terraform/workspaces/{id}" };

    public static Refusal Of(string id, StateVersion wanted, string? lockId, StateReply reply) => reply.Status switch
    {
        StateWriteStatus.LockLost => LockNotHeld(id, lockId!, reply.LastBreak),
        StateWriteStatus.WrongLineage => new Refusal(
            Api.ProblemCodes.WrongLineage, $"The state is of another lineage than that of workspace '{id}'.",
            $"It is of '{wanted.Lineage}', the workspace of '{reply.Newest!.Lineage}'. Nothing was changed. Look whether the address is right; to begin anew: opsctl tf delete {id}")
        { Field = "lineage" },
        StateWriteStatus.SerialBehind => new Refusal(
            Api.ProblemCodes.SerialBehind, $"Workspace '{id}' has a later state.",
            $"The serial is {wanted.Serial}, and {reply.Newest!.Serial} is stored since {reply.Newest.StoredAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, by {reply.Newest.By}. Nothing was changed. Read it, and go on from there.")
        { Field = "serial" },
        StateWriteStatus.SerialTaken => new Refusal(
            Api.ProblemCodes.SerialTaken, $"Workspace '{id}' has another state of the same serial.",
            $"Serial {wanted.Serial} is stored since {reply.Newest!.StoredAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, by {reply.Newest.By}, with another content. Nothing was changed. Read it, and go on from there.")
        { Field = "serial" },
        StateWriteStatus.Full => Full(),
        _ => new Refusal(Api.ProblemCodes.Unavailable, "The state came too slowly.", "Its first parts are not in the store any more. Nothing was changed. Send it again.") { RetryAfter = TimeSpan.FromSeconds(1) },
    };

    public static Refusal Full() => new(
        Api.ProblemCodes.TooManyWorkspaces, "There are as many workspaces as are kept.", "Delete some first, or let more be kept (Terraform:MostWorkspaces).")
    { See = "GET /api/v1/terraform/workspaces" };

    public static Refusal TooLarge(long largest) => new(
        Api.ProblemCodes.StateTooLarge, "The state is too large.", $"A state may have {largest} bytes ({StateOptions.Section}:{nameof(StateOptions.LargestBytes)}). Nothing was changed.");

    public static Refusal WrongChecksum() => new(
        Api.ProblemCodes.WrongChecksum, "The body is another than its checksum says.", "The header 'Content-MD5' does not fit it, so it was changed on its way. Nothing was changed. Send it again.")
    { Field = "Content-MD5" };

    public static Refusal Unreadable(string id, long serial) => new(
        Api.ProblemCodes.StateUnreadable, $"The state of workspace '{id}' with serial {serial} cannot be opened.",
        "It was sealed with another key (Gateway:SecretsKeyFile), or a part of it is not in the store. Nothing was changed.");

    public static Refusal UnreadableContent(string id) => new(
        Api.ProblemCodes.StateUnreadable, $"What is kept of a run of workspace '{id}' cannot be opened.",
        "It was sealed with another key (Gateway:SecretsKeyFile), or a part of it is not in the store. Plan again.");

    private static string By(StateLock held) => held.Who.Length > 0 ? $" by {Shown(held.Who)}" : $" by {held.By}";

    private static string Shown(string text) => text.Length <= 200 && ShownText.IsPrintable(text) ? text : "...";
}
