using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Linux;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Doctor;

/// <summary>Whether the agent's own directory is its own, and programs run from there.</summary>
internal static class DataCheck
{
    private const string Name = "rights";

    public static IEnumerable<Finding> Of(string data)
    {
        yield return User();
        yield return Directory(data);
    }

    private static Finding User() => Environment.IsPrivilegedProcess
        ? Finding.Ok(Name, "This is root: tasks may be those of any user.")
        : Finding.Ok(Name, $"This is {Environment.UserName}, not root: every task is that user's.");

    private static Finding Directory(string data)
    {
        if (!System.IO.Directory.Exists(data))
        {
            return Finding.Warn(Name, $"The data directory '{data}' is not there yet.", "It is made when the agent is enrolled: ops-agent enrol");
        }

        if (FileStatus.Read(data) is { IsMine: false, Owner: var owner } && Accounts.Find(owner.ToString(System.Globalization.CultureInfo.InvariantCulture)) is { } account)
        {
            return Finding.Fail(
                Name,
                $"The data directory '{data}' belongs to {account.Name}, so no agent of {Environment.UserName} can use it.",
                $"If the agent is to run as {account.Name}, look again as that user: runuser -u {account.Name} -- ops-agent doctor; else choose another directory with --data.");
        }

        return DataDirectory.Problem(data) is { } problem
            ? Finding.Fail(Name, $"The data directory '{data}' is not safe to use. {problem}", "Do so, or choose another directory with --data.")
            : Programs(data);
    }

    private static Finding Programs(string data)
    {
        try
        {
            SupervisorProgram.Install(Path.Join(data, DataDirectory.ProgramFolder));
            return Finding.Ok(Name, $"The data directory '{data}' is this user's own, and programs run from there.");
        }
        catch (Exception failed) when (failed is AgentStartException or IOException or UnauthorizedAccessException)
        {
            return Finding.Fail(Name, failed.Message, "Choose a data directory on a file system that programs run from, with --data.");
        }
    }
}
