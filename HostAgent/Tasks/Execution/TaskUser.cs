using OrleansOps.HostAgent.Linux;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>The user that an order asks for, as this host has him at the moment of the start.</summary>
internal static class TaskUser
{
    private static readonly string[] LoginShells = ["sh", "bash", "dash", "ash", "zsh", "ksh"];

    /// <summary>Null and no problem: the task is the agent's own user's.</summary>
    public static (Account? Account, string? Problem) Find(RunAs? runAs)
    {
        if (runAs is null)
        {
            return default;
        }

        if (Accounts.Find(runAs.User) is not { } account)
        {
            return (null, $"There is no user '{runAs.User}' on this host. Create it, or name another in runAs.user.");
        }

        var groups = new List<uint>();
        foreach (var name in runAs.Groups ?? [])
        {
            if (Accounts.FindGroup(name) is not { } group)
            {
                return (null, NoGroup(name, "runAs.groups"));
            }

            groups.Add(group);
        }

        uint? main = null;
        return runAs.Group is { } asked && (main = Accounts.FindGroup(asked)) is null
            ? (null, NoGroup(asked, "runAs.group"))
            : (account with { Group = main ?? account.Group, Groups = runAs.Groups is null ? account.Groups : groups }, null);
    }

    /// <summary>The command as his login shell runs it, which has read his profile by then.</summary>
    public static List<string> InLogin(Account account, List<string> command) =>
        [LoginShells.Contains(Path.GetFileName(account.Shell), StringComparer.Ordinal) ? account.Shell : "/bin/sh", "-l", "-c", "exec \"$0\" \"$@\"", .. command];

    private static string NoGroup(string name, string field) => $"There is no group '{name}' on this host. Create it, or name another in {field}.";
}
