using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Terraform;

/// <summary>What a run and what is made for it are called.</summary>
public static class RunIds
{
    /// <summary>Of an operator's choice.</summary>
    public const int Length = 40;

    /// <summary>Stands in no id that an operator gives.</summary>
    public const string Separator = "--";

    public const string Plan = "plan";

    public const string Apply = "apply";

    private const int MarkBytes = 4;

    /// <summary>Runs of two workspaces may have one id, their tasks may not.</summary>
    public static string TaskId(string workspace, string run, string step) =>
        $"{run}{Separator}{step}{Separator}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workspace)).AsSpan(0, MarkBytes))}";

    /// <summary>Whose the locks and states are that come with its token.</summary>
    public static string Holder(string run) => $"run:{run}";

    /// <summary>What its secrets are sealed for.</summary>
    public static string SealedFor(string workspace, string run) => $"terraform:{workspace}:{run}";
}
